package dev.agenticframework.localpipelines;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the variables of a `dotenv` report: lines of `NAME=value`, as GitLab reads them.
final class Dotenv {

    static final int MAX_LINES = 150;
    static final long MAX_BYTES = 64 << 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");

    private Dotenv() {}

    static Optional<Map.Entry<String, String>> read(String line) {
        int equals = line.indexOf('=');
        if (equals < 1
                || line.startsWith("#")
                || !NAME.matcher(line.substring(0, equals)).matches()) {
            return Optional.empty();
        }
        var value = line.substring(equals + 1).strip();
        boolean quoted = value.length() > 1
                && ((value.startsWith("\"") && value.endsWith("\"")) || (value.startsWith("'") && value.endsWith("'")));
        return Optional.of(
                Map.entry(line.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value));
    }
}
