package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.waivers.Waiver;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The findings that a repository asks to accept for a limited time, in `.agentic/waivers.yaml`.
record Waivers(List<Request> all, List<Finding> invalid) {

    static final String PATH = ".agentic/waivers.yaml";
    /// How long a waiver may last. After a year no one remembers why it was granted.
    static final int MAX_DAYS = 366;

    static final int MIN_STATEMENT_CHARS = 10;
    /// The most waivers of a repository. Each finding is compared with all of them.
    static final int MAX_WAIVERS = 500;
    /// The most paths of one waiver.
    static final int MAX_PATHS = 50;

    /// Asks to accept the findings of one rule, in some files, until the end of a day.
    record Request(String rule, List<String> paths, List<PathGlob> globs, String statement, LocalDate expires) {

        boolean covers(Finding finding) {
            return rule.equals(finding.rule())
                    && (globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(finding.file())));
        }

        Waiver of(PolicyEngine.Origin origin) {
            return new Waiver(origin.repository(), origin.service(), rule, paths, statement, expires);
        }
    }

    /// What the platform knows about a request.
    sealed interface Answer {
        /// The waiver counts.
        ///
        /// @param by who approved it; empty where approvals are not known, as on the command line
        record Accepted(Optional<String> by) implements Answer {}

        /// The waiver waits for an approval.
        ///
        /// @param id of the waiver
        record Requested(String id) implements Answer {}
    }

    static Waivers read(FileTree files, LocalDate today) {
        var waivers = new ArrayList<Request>();
        var invalid = new ArrayList<Finding>();
        var file = files.entries().get(PATH);
        if (file != null) {
            try {
                var document = YamlReader.read(PATH, new String(file.content(), UTF_8));
                if (document.orElse(null) instanceof Mapping mapping
                        && mapping.find("waivers").orElse(null) instanceof Sequence list) {
                    list.items().stream().limit(MAX_WAIVERS).forEach(item -> read(item, today, waivers, invalid));
                    if (list.items().size() > MAX_WAIVERS) {
                        invalid.add(problem(1, "Only the first " + MAX_WAIVERS + " waivers count"));
                    }
                } else {
                    invalid.add(problem(1, "The file has no list named 'waivers'"));
                }
            } catch (YamlException e) {
                invalid.add(problem(e.place().line(), "The file cannot be read"));
            }
        }
        return new Waivers(waivers, invalid);
    }

    private static void read(YamlValue item, LocalDate today, List<Request> waivers, List<Finding> invalid) {
        if (!(item instanceof Mapping mapping)) {
            invalid.add(problem(item.place().line(), "The waiver is not a mapping"));
            return;
        }
        int line = item.place().line();
        var expires = date(text(mapping, "expires"));
        if (text(mapping, "rule").isEmpty()) {
            invalid.add(problem(line, "The waiver names no rule"));
        } else if (text(mapping, "statement").length() < MIN_STATEMENT_CHARS) {
            invalid.add(problem(line, "The waiver has no statement of " + MIN_STATEMENT_CHARS + " characters or more"));
        } else if (expires.isEmpty() || expires.get().isAfter(today.plusDays(MAX_DAYS))) {
            invalid.add(
                    problem(line, "The waiver has no date 'expires' within " + MAX_DAYS + " days, such as 2026-12-31"));
        } else {
            var paths = paths(mapping);
            waivers.add(new Request(
                    text(mapping, "rule"),
                    paths,
                    paths.stream().map(PathGlob::of).toList(),
                    text(mapping, "statement"),
                    expires.get()));
        }
    }

    private static List<String> paths(Mapping mapping) {
        return mapping
                .find("paths")
                .map(v -> v instanceof Sequence s ? s.items() : List.of(v))
                .orElse(List.of())
                .stream()
                .limit(MAX_PATHS)
                .filter(Scalar.class::isInstance)
                .map(v -> ((Scalar) v).text())
                .toList();
    }

    private static String text(Mapping mapping, String key) {
        return mapping.find(key).map(v -> v instanceof Scalar s ? s.text() : "").orElse("");
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Finding problem(int line, String message) {
        return new Finding(
                "waiver-invalid",
                Finding.Severity.HIGH,
                message,
                PATH,
                line,
                "Add rule, statement and expires to the waiver",
                "policy-agent",
                Optional.empty());
    }

    /// The finding as it counts today: waived; or with a note that its waiver has expired, or that nobody has
    /// approved it.
    Finding applied(Finding finding, LocalDate today, Function<Request, Answer> approvals) {
        if (finding.waiver().isPresent()) {
            return finding;
        }
        var covering = all.stream().filter(request -> request.covers(finding)).toList();
        var valid = covering.stream()
                .filter(request -> !request.expires().isBefore(today))
                .toList();
        if (valid.isEmpty()) {
            return covering.isEmpty()
                    ? finding
                    : noted(
                            finding,
                            "its waiver expired on " + covering.getFirst().expires());
        }
        var requested = "";
        for (var request : valid) {
            switch (approvals.apply(request)) {
                case Answer.Accepted accepted -> {
                    var by = accepted.by().map(name -> ", approved by " + name).orElse("");
                    var text = "until " + request.expires() + by + ": " + request.statement();
                    return with(finding, finding.message(), Optional.of(text));
                }
                case Answer.Requested waiting -> requested = waiting.id();
            }
        }
        return noted(finding, "its waiver " + requested + " is not approved");
    }

    private static Finding noted(Finding finding, String note) {
        return with(finding, finding.message() + " (" + note + ")", Optional.empty());
    }

    private static Finding with(Finding finding, String message, Optional<String> waiver) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                message,
                finding.file(),
                finding.line(),
                finding.remedy(),
                finding.policy(),
                waiver);
    }
}
