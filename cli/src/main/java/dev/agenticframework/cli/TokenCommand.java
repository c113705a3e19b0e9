package dev.agenticframework.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `agentic token`: a token for the API.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Print a token for the API.",
        footer = {"", "Example: curl -H \"Authorization: Bearer $(agentic token)\" http://127.0.0.1:7080/workflows"})
final class TokenCommand implements Callable<Integer> {
    private static final int MAX_HOURS = 24 * 90;

    private final Session session;

    @Option(names = "--subject", paramLabel = "NAME", description = "Who it speaks for (default: you).")
    @Nullable
    String subject;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "admin, developer, signaller, or a group of approvers. You can repeat it (default: admin)."
                    + " 'signaller' may read and signal tasks, 'viewer' may only read.")
    Set<String> groups = Set.of("admin");

    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "How long it is valid (default: ${DEFAULT-VALUE}).",
            defaultValue = "24")
    int hours = 24;

    @Mixin
    JsonOption output = new JsonOption();

    TokenCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (hours < 1 || hours > MAX_HOURS) {
            throw new CommandFailure(ExitCode.USAGE, "HOURS_INVALID", "'" + hours + "' hours", "use 1 to " + MAX_HOURS);
        }
        String speaker = subject == null ? Session.user() : subject;
        String token = session.host().token(speaker, groups, Duration.ofHours(hours));
        session.screen().line(output.json ? Json.pretty(view(token, speaker)) : token);
        return ExitCode.OK.code();
    }

    private Map<String, Object> view(String token, String speaker) {
        var view = new LinkedHashMap<String, Object>();
        view.put("token", token);
        view.put("subject", speaker);
        view.put("groups", new TreeSet<>(groups));
        view.put("hours", hours);
        return view;
    }
}
