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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The texts that a repository declares as harmless, in `.agentic/secrets.yaml`: `allow` entries with a reason, and a
/// `baseline` of fingerprints from before the first scan.
record SecretAllowList(List<Entry> entries, Set<String> baseline) {

    static final String PATH = ".agentic/secrets.yaml";
    static final int MIN_REASON_CHARS = 5;
    /// The most entries of `allow`. Each finding is compared with all of them; the baseline has no limit.
    static final int MAX_ENTRIES = 500;

    /// One entry. Every part that it has must match.
    record Entry(Optional<PathGlob> path, Optional<String> fingerprint, Optional<String> rule, String reason) {

        boolean covers(String ofRule, String ofPath, String ofFingerprint) {
            return path.map(p -> p.matches(ofPath)).orElse(true)
                    && fingerprint.map(ofFingerprint::equals).orElse(true)
                    && rule.map(ofRule::equals).orElse(true);
        }
    }

    /// @param findings receives the problems of the list itself
    static SecretAllowList read(FileTree files, List<Finding> findings) {
        var file = files.entries().get(PATH);
        var entries = new ArrayList<Entry>();
        var baseline = new HashSet<String>();
        if (file != null) {
            try {
                var document = YamlReader.read(PATH, new String(file.content(), UTF_8));
                if (document.orElse(null) instanceof Mapping mapping) {
                    var allow = items(mapping, "allow");
                    allow.stream().limit(MAX_ENTRIES).forEach(item -> entry(item, entries, findings));
                    if (allow.size() > MAX_ENTRIES) {
                        findings.add(invalid(1, "Only the first " + MAX_ENTRIES + " entries count"));
                    }
                    items(mapping, "baseline").forEach(item -> text(item).ifPresent(baseline::add));
                }
            } catch (YamlException e) {
                findings.add(invalid(e.place().line(), "The list cannot be read"));
            }
        }
        return new SecretAllowList(entries, baseline);
    }

    private static List<YamlValue> items(Mapping mapping, String key) {
        return mapping.find(key)
                .map(v -> v instanceof Sequence s ? s.items() : List.<YamlValue>of())
                .orElse(List.of());
    }

    private static Optional<String> text(YamlValue value) {
        return value instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static void entry(YamlValue item, List<Entry> entries, List<Finding> findings) {
        if (!(item instanceof Mapping mapping)) {
            findings.add(invalid(item.place().line(), "The entry is not a mapping"));
            return;
        }
        var path = mapping.find("path").flatMap(SecretAllowList::text);
        var fingerprint = mapping.find("fingerprint").flatMap(SecretAllowList::text);
        var reason = mapping.find("reason").flatMap(SecretAllowList::text).orElse("");
        if (reason.length() < MIN_REASON_CHARS || (path.isEmpty() && fingerprint.isEmpty())) {
            findings.add(invalid(
                    item.place().line(),
                    "The entry has no reason of " + MIN_REASON_CHARS
                            + " characters or more, or neither path nor fingerprint"));
            return;
        }
        entries.add(new Entry(
                path.map(PathGlob::of), fingerprint, mapping.find("rule").flatMap(SecretAllowList::text), reason));
    }

    private static Finding invalid(int line, String message) {
        return new Finding(
                "secret-allow-list-invalid",
                Finding.Severity.HIGH,
                message,
                PATH,
                line,
                "Write a mapping with a reason, and a path or a fingerprint",
                "secrets",
                Optional.empty());
    }

    Optional<String> allows(String rule, String path, String fingerprint) {
        if (baseline.contains(fingerprint)) {
            return Optional.of("baseline: known before the first scan");
        }
        return entries.stream()
                .filter(e -> e.covers(rule, path, fingerprint))
                .findFirst()
                .map(e -> "allowed: " + e.reason());
    }
}
