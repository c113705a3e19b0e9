package dev.agenticframework.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `agentic status`: whether the platform runs, and where.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Whether the platform runs, and where it answers.")
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
                    .line(running.map(endpoint -> "The platform answers at " + endpoint.url() + " (process "
                                    + endpoint.pid() + "); its state is in "
                                    + session.host().home() + ", its log in logs/platform.0.log there")
                            .orElse("No platform runs for " + session.host().home() + "."));
        }
        return running.isPresent() ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    static Map<String, Object> view(Host host, Host.Endpoint endpoint) {
        var json = new LinkedHashMap<String, Object>();
        json.put("running", true);
        json.put("pid", endpoint.pid());
        json.put("url", endpoint.url());
        json.put("home", host.home().toString());
        json.put("log", host.home().resolve("logs/platform.0.log").toString());
        return json;
    }
}
