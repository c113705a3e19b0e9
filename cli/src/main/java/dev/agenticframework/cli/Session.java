package dev.agenticframework.cli;

import java.time.Duration;
import java.util.Set;

/// What a command works with: the installation, the screen, and the API once it is needed.
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

    /// The API of the platform, which is started where none runs.
    Api startedApi() {
        return api(host.start(0, screen::note));
    }

    /// The API of the platform that runs.
    Api api() {
        return api(host.running()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.PLATFORM,
                        "PLATFORM_NOT_RUNNING",
                        "no platform runs for '" + host.home() + "'",
                        "start it: agentic up")));
    }

    /// The API of this platform.
    Api api(Host.Endpoint endpoint) {
        return new Api(endpoint.url(), host.token(user(), Set.of("admin"), TOKEN_VALIDITY));
    }

    /// The person at the keyboard.
    static String user() {
        String name = System.getProperty("user.name", "");
        return name.isBlank() ? "local" : name;
    }
}
