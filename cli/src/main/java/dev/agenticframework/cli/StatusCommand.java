package dev.agenticframework.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `agentic status`: shows whether the platform is running, and its address.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show whether the platform is running, and its address.")
final class StatusCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    JsonOption output = new JsonOption();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var running = session.host().running();
        if (output.json) {
            session.screen()
                    .line(Json.pretty(running.map(endpoint -> view(session.host(), endpoint))
                            .orElseGet(() -> Map.of(
                                    "running",
                                    false,
                                    "home",
                                    session.host().home().toString()))));
        } else {
            session.screen()
                    .line(running.map(endpoint -> "The platform is running at " + endpoint.url() + " (process "
                                    + endpoint.pid() + ").\n  state  "
                                    + session.host().home() + "\n  log    " + log(session.host())
                                    + "\n  isolation: " + endpoint.isolation())
                            .orElse("No platform is running for "
                                    + session.host().home() + "."));
        }
        return running.isPresent() ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    static Map<String, Object> view(Host host, Host.Endpoint endpoint) {
        var json = new LinkedHashMap<String, Object>();
        json.put("running", true);
        json.put("pid", endpoint.pid());
        json.put("url", endpoint.url());
        json.put("home", host.home().toString());
        json.put("log", log(host).toString());
        json.put("isolation", endpoint.isolation());
        return json;
    }

    private static Path log(Host host) {
        return host.home().resolve("logs/platform.0.log");
    }
}
