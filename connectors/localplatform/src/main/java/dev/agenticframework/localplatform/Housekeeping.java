package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.host.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Removes the builds and logs that nothing needs, and reports the space of all data of the platform.
record Housekeeping(Path home, Units units, LocalBuilds builds, PostgresServer server) {

    /// Removes what neither a release nor a workflow needs.
    void tidy(Keep keep) {
        var released = units.all().stream()
                .flatMap(unit -> unit.state().releases().stream())
                .map(ServiceState.Release::build)
                .collect(Collectors.toSet());
        builds.prune(build -> released.contains(build) || keep.needs(build));
        units.all().forEach(this::removeLogs);
    }

    /// Removes the logs of replicas whose release is no longer kept.
    private void removeLogs(ServiceUnit unit) {
        Set<String> kept = Stream.concat(
                        unit.state().releases().stream().map(release -> ServiceUnit.shortened(release.id())),
                        unit.replicas().stream().map(replica -> ServiceUnit.shortened(replica.release())))
                .collect(Collectors.toSet());
        var folder = unit.logs();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var logs = Files.newDirectoryStream(folder, "*.log*")) {
            for (var log : logs) {
                var name = log.getFileName().toString();
                if (name.lastIndexOf('-') > 0 && !kept.contains(name.substring(0, name.lastIndexOf('-')))) {
                    Files.deleteIfExists(log);
                }
            }
        } catch (IOException e) {
            throw Storage.failure(folder, e);
        }
    }

    /// The space of all data, by kind.
    List<DiskUse> disk() {
        var services = units.all();
        return List.of(
                use(
                        "builds",
                        builds.directory(),
                        builds.count(),
                        "those of the releases that are kept, of workflows that can continue or be retried, and the "
                                + LocalBuilds.MAX_UNUSED + " newest others"),
                use(
                        "build cache",
                        home.resolve("cache"),
                        Usage.entries(home.resolve("cache")),
                        "the " + BuildCache.MAX_ENTRIES + " most recently used entries"),
                use(
                        "releases",
                        home.resolve("services"),
                        services.stream()
                                .mapToLong(unit -> unit.state().releases().size())
                                .sum(),
                        "the latest " + ServiceState.MAX_RELEASES + " of each service, the one with the traffic, and "
                                + ServiceState.MAX_ROLLBACKS + " before it"),
                use(
                        "service logs",
                        home.resolve("logs"),
                        Usage.of(home.resolve("logs")).files(),
                        "twice " + (LogFile.MAX_BYTES >> 20) + " MiB for each replica of a release that is kept"),
                use(
                        "databases",
                        server.directory(),
                        services.stream()
                                .mapToLong(unit -> unit.state().resources().size())
                                .sum(),
                        "until a service is removed with its data"));
    }

    private static DiskUse use(String kind, Path path, long count, String kept) {
        return new DiskUse(kind, path, Usage.of(path).bytes(), count, kept);
    }
}
