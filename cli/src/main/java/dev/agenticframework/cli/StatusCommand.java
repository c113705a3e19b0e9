package dev.agenticframework.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `agentic status`: shows whether the platform is running, its address, and the space that its data take.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show whether the platform is running, and its address.")
final class StatusCommand implements Callable<Integer> {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final int UNIT_BYTES = 1024;

    private final Session session;

    @Mixin
    JsonOption output = new JsonOption();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Option(names = "--disk", description = "Show the space that each kind of data takes, and how long it is kept.")
    boolean disk;

    @Override
    public Integer call() {
        return disk ? disk() : status();
    }

    private int disk() {
        JsonNode usage = session.api().get("/disk");
        if (output.json) {
            session.screen().line(Json.pretty(usage));
            return ExitCode.OK.code();
        }
        var table = new Table("DATA", "SIZE", "COUNT", "KEPT", "PATH");
        for (JsonNode use : usage.path("items")) {
            table.row(
                    use.path("kind").asString(),
                    size(use.path("bytes").asLong()),
                    use.path("count").asString(),
                    use.path("kept").asString(),
                    use.path("path").asString());
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        return ExitCode.OK.code();
    }

    /// A number of bytes for people, such as 12.3 MiB.
    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= UNIT_BYTES && unit < UNITS.size() - 1) {
            size /= UNIT_BYTES;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS.get(unit));
    }

    private int status() {
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
