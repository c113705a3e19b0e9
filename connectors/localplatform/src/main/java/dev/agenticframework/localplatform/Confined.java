package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.sandbox.Confinement;
import dev.agenticframework.host.sandbox.IsolationUnavailable;
import dev.agenticframework.host.sandbox.Limits;
import dev.agenticframework.host.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Confines the commands of services: builds, migrations and replicas.
record Confined(Sandbox sandbox) {

    /// The command of a build. It can write to its checkout only.
    ///
    /// @param scripts what it can also read
    /// @param scratch an empty folder for it
    Command build(Command command, String service, Path checkout, Path scripts, Path scratch, Duration limit) {
        return confine(
                command,
                new Confinement(
                        builder(service),
                        List.of(checkout),
                        List.of(scripts),
                        Optional.of(scratch),
                        Limits.ofScript(limit)));
    }

    /// The user of all builds of a service.
    static String builder(String service) {
        return "build/" + service;
    }

    /// The command of a migration. It can only read the build.
    Command migration(Command command, ServiceKey key, Duration limit) {
        return service(command, key, Limits.ofScript(limit));
    }

    /// The command of a replica. It can only read the build.
    Command replica(Command command, ServiceKey key) {
        return service(command, key, Limits.ofService());
    }

    private Command service(Command command, ServiceKey key, Limits limits) {
        return confine(
                command,
                new Confinement("run/" + key, List.of(), List.of(command.directory()), Optional.empty(), limits));
    }

    private Command confine(Command command, Confinement confinement) {
        try {
            return sandbox.confine(command, confinement);
        } catch (IsolationUnavailable e) {
            throw unavailable();
        } catch (IOException e) {
            throw Storage.failure(command.directory(), e);
        }
    }

    /// Refuses the code of others when it cannot be confined.
    ///
    /// @throws FailureException `ISOLATION_UNAVAILABLE`
    void require() {
        if (sandbox.level().isEmpty()) {
            throw unavailable();
        }
    }

    private static FailureException unavailable() {
        return new FailureException(Failure.external(
                "ISOLATION_UNAVAILABLE",
                "This machine cannot isolate builds and services.",
                "Install util-linux 2.38 or newer and allow user namespaces, or run the platform as root. To run builds"
                        + " and services without isolation, set isolation: none in the settings of this connection."));
    }
}
