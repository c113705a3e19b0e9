package dev.agenticframework.app;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.cli.CommandFailure;
import dev.agenticframework.cli.ExitCode;
import dev.agenticframework.cli.Host;
import dev.agenticframework.cli.Identity;
import dev.agenticframework.cli.Offline;
import dev.agenticframework.httpapi.LocalKey;
import dev.agenticframework.httpapi.TokenRegister;
import dev.agenticframework.httpapi.Tokens;
import dev.agenticframework.runtimeembedded.FileAuditLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// An `AGENTIC_HOME`, for the command line.
final class Installation implements Host {
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(15);

    private final Settings settings;

    Installation(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    @Override
    public Path home() {
        return settings.home();
    }

    Path beacon() {
        return settings.file("platform.json");
    }

    /// The signer of tokens. Its key is created on first use.
    Tokens tokens() {
        return new Tokens(LocalKey.in(key(), new SecureRandom()), Clock.systemUTC(), register());
    }

    private Path key() {
        return settings.file("keys/api.key");
    }

    /// The tokens that were issued to service accounts, and those that were revoked.
    TokenRegister register() {
        return new TokenRegister(settings.file("keys/tokens.json"), Clock.systemUTC());
    }

    /// The record of changes.
    FileAuditLog audit() {
        return new FileAuditLog(settings.file("audit"), Clock.systemUTC());
    }

    @Override
    public Identity identity() {
        return new LocalIdentity(this::tokens, register(), audit(), () -> LocalIdentity.configuration(settings));
    }

    @Override
    public Optional<Endpoint> running() {
        return Beacon.read(beacon()).filter(this::answers).map(beacon -> new Endpoint(beacon.pid(), beacon.url()));
    }

    boolean answers(Beacon beacon) {
        if (ProcessHandle.of(beacon.pid()).isEmpty()) {
            return false;
        }
        try (var http = HttpClient.newBuilder().connectTimeout(HEALTH_TIMEOUT).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(beacon.url() + "/health")).timeout(HEALTH_TIMEOUT);
            ownToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains(beacon.instance());
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A token that gives this check a limit of its own, whatever others send without a token. It allows nothing.
    private Optional<String> ownToken() {
        try {
            return Files.exists(key())
                    ? Optional.of(tokens().issue("agentic-status", Set.of(), HEALTH_TIMEOUT)
                            .text())
                    : Optional.empty();
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    @Override
    public Endpoint start(int port, Consumer<String> progress) {
        return running().orElseGet(() -> new Daemon(this).start(port, progress));
    }

    @Override
    public boolean stop(Consumer<String> progress) {
        return new Daemon(this).stop(progress);
    }

    @Override
    public String token(String subject, Set<String> groups, Duration validity) {
        try {
            return tokens().issue(subject, groups, validity).text();
        } catch (FailureException e) {
            throw commandFailure(e);
        }
    }

    @Override
    public InstantSource clock() {
        return Clock.systemUTC();
    }

    @Override
    public Offline offline() {
        return new OfflineTools(settings);
    }

    static CommandFailure commandFailure(FailureException e) {
        var failure = e.failure();
        return new CommandFailure(
                switch (failure.blame()) {
                    case USER -> ExitCode.REFUSED;
                    case INTERNAL, EXTERNAL -> ExitCode.PLATFORM;
                },
                failure.code(),
                failure.message(),
                failure.remedy());
    }
}
