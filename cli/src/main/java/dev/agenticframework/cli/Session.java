package dev.agenticframework.cli;

import java.time.Duration;
import java.util.Set;

/// What a command uses: the installation, the screen and the API.
final class Session {
    private static final Duration TOKEN_VALIDITY = Duration.ofDays(1);

    private final Host host;
    private final Screen screen;

    Session(Host host, Screen screen) {
        this.host = host;
        this.screen = screen;
    }

    Host host() {
        return host;
    }

    Screen screen() {
        return screen;
    }

    Offline offline() {
        return host.offline();
    }

    /// The API of the platform. Starts the platform if it is not running.
    Api startedApi() {
        return api(host.start(0, screen::note));
    }

    /// The API of the running platform.
    Api api() {
        return api(host.running()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.PLATFORM,
                        "PLATFORM_NOT_RUNNING",
                        "No platform is running for '" + host.home() + "'.",
                        "Start it: agentic up")));
    }

    /// The API of a platform.
    Api api(Host.Endpoint endpoint) {
        return new Api(endpoint.url(), host.token(user(), Set.of("admin"), TOKEN_VALIDITY));
    }

    /// The name of the current user.
    static String user() {
        String name = System.getProperty("user.name", "");
        return name.isBlank() ? "local" : name;
    }
}
