package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The annotations of a rule.
///
/// @param id the rule's stable name, `custom.id`
/// @param standard the standard and its control that the rule implements; empty when there is none
/// @param place the file and line of the rule's annotations
record RuleMetadata(String id, String title, Finding.Severity severity, String remedy, String standard, String place) {

    private static final String BEGIN = "# METADATA";

    /// The annotated rules of a module, by id.
    static Map<String, RuleMetadata> of(String path, String module) {
        var all = new HashMap<String, RuleMetadata>();
        var lines = module.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().equals(BEGIN)) {
                continue;
            }
            var block = new StringBuilder();
            int first = i + 1;
            while (i + 1 < lines.size() && lines.get(i + 1).startsWith("#")) {
                block.append(lines.get(++i).substring(1)).append('\n');
            }
            read(path, first, block.toString()).ifPresent(rule -> all.put(rule.id(), rule));
        }
        return all;
    }

    private static Optional<RuleMetadata> read(String path, int line, String yaml) {
        try {
            var document = YamlReader.read(path, yaml.stripIndent());
            if (document.orElse(null) instanceof Mapping mapping
                    && mapping.find("custom").orElse(null) instanceof Mapping custom
                    && !text(custom, "id").isEmpty()) {
                return Optional.of(new RuleMetadata(
                        text(custom, "id"),
                        text(mapping, "title"),
                        severity(path, line, text(custom, "severity")),
                        text(custom, "remedy"),
                        (text(custom, "standard") + " " + text(custom, "control")).strip(),
                        path + ":" + line));
            }
            return Optional.empty();
        } catch (YamlException e) {
            throw PackSource.invalid(path + ":" + (line + e.place().line()) + ": " + e.getMessage());
        }
    }

    private static Finding.Severity severity(String path, int line, String written) {
        try {
            return Finding.Severity.valueOf(written.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw PackSource.invalid(path + ":" + line + ": '" + written
                    + "' is not a severity. Use critical, high, medium, low or info.");
        }
    }

    private static String text(Mapping mapping, String key) {
        return mapping.find(key)
                .map(v -> v instanceof Scalar s && s.kind() != YamlValue.Kind.NULL ? s.text() : "")
                .orElse("");
    }
}
