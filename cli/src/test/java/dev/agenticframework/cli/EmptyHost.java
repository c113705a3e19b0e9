package dev.agenticframework.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// An installation where nothing can be started, and nothing runs but what is said to.
///
/// @param url of an API that runs; empty for none
record EmptyHost(String url) implements Host {
    @Override
    public Path home() {
        return Path.of("/nowhere");
    }

    @Override
    public Optional<Endpoint> running() {
        return url.isEmpty() ? Optional.empty() : Optional.of(new Endpoint(1, url));
    }

    @Override
    public Endpoint start(int port, Consumer<String> progress) {
        throw new CommandFailure(ExitCode.PLATFORM, "HOME_NOT_WRITABLE", "nothing starts here", "start it elsewhere");
    }

    @Override
    public boolean stop(Consumer<String> progress) {
        return false;
    }

    @Override
    public String token(String subject, Set<String> groups, Duration validity) {
        return "a.b.c";
    }

    @Override
    public Identity identity() {
        throw new CommandFailure(ExitCode.PLATFORM, "LOCAL_KEY_UNREADABLE", "there is no key here", "look elsewhere");
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.EPOCH);
    }

    @Override
    public Offline offline() {
        throw new CommandFailure(ExitCode.NOT_FOUND, "TEMPLATE_NOT_FOUND", "there is nothing here", "look elsewhere");
    }
}
