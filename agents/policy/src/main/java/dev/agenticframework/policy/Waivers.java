package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Finding;
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

/// The findings that a repository accepts for a limited time, in `.agentic/waivers.yaml`.
record Waivers(List<Waiver> all, List<Finding> invalid) {

    static final String PATH = ".agentic/waivers.yaml";
    /// How long a waiver may last. After a year no one remembers why it was granted.
    static final int MAX_DAYS = 366;

    static final int MIN_STATEMENT_CHARS = 10;
    /// The most waivers of a repository. Each finding is compared with all of them.
    static final int MAX_WAIVERS = 500;
    /// The most paths of one waiver.
    static final int MAX_PATHS = 50;

    /// Accepts the findings of one rule, in some files, until the end of a day.
    record Waiver(String rule, List<PathGlob> paths, String statement, String approvedBy, LocalDate expires) {

        boolean covers(Finding finding) {
            return rule.equals(finding.rule())
                    && (paths.isEmpty() || paths.stream().anyMatch(p -> p.matches(finding.file())));
        }

        String text() {
            var by = approvedBy.isEmpty() ? "" : ", approved by " + approvedBy;
            return "until " + expires + by + ": " + statement;
        }
    }

    static Waivers read(FileTree files, LocalDate today) {
        var waivers = new ArrayList<Waiver>();
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

    private static void read(YamlValue item, LocalDate today, List<Waiver> waivers, List<Finding> invalid) {
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
            waivers.add(new Waiver(
                    text(mapping, "rule"),
                    paths(mapping),
                    text(mapping, "statement"),
                    text(mapping, "approvedBy"),
                    expires.get()));
        }
    }

    private static List<PathGlob> paths(Mapping mapping) {
        return mapping
                .find("paths")
                .map(v -> v instanceof Sequence s ? s.items() : List.of(v))
                .orElse(List.of())
                .stream()
                .limit(MAX_PATHS)
                .filter(Scalar.class::isInstance)
                .map(v -> PathGlob.of(((Scalar) v).text()))
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

    /// The finding as it counts today: waived, or with a note that its waiver has expired.
    Finding applied(Finding finding, LocalDate today) {
        if (finding.waiver().isPresent()) {
            return finding;
        }
        var covering = all.stream().filter(w -> w.covers(finding)).toList();
        var valid = covering.stream().filter(w -> !w.expires().isBefore(today)).findFirst();
        if (valid.isPresent()) {
            return with(finding, finding.message(), Optional.of(valid.get().text()));
        }
        return covering.isEmpty()
                ? finding
                : with(
                        finding,
                        finding.message() + " (its waiver expired on "
                                + covering.getFirst().expires() + ")",
                        Optional.empty());
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
