package dev.agenticframework.localpipelines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a `dotenv` report: lines of `NAME=value`, as GitLab reads them. Blanks around names and values do not count;
/// quotes do. A file with any other line, even an empty one or a comment, gives no variables.
final class Dotenv {

    static final int MAX_VARIABLES = 150;
    static final long MAX_BYTES = 64 << 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]++");

    /// What a report gives.
    ///
    /// @param problem why it gives nothing; empty when it is valid
    record Report(Map<String, String> variables, Optional<String> problem) {}

    private Dotenv() {}

    static Report read(List<String> lines) {
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < lines.size(); i++) {
            int equals = lines.get(i).indexOf('=');
            var name = equals < 0 ? "" : lines.get(i).substring(0, equals).strip();
            if (!NAME.matcher(name).matches()) {
                return refused("line " + (i + 1) + " is not NAME=value; comments and empty lines are not allowed");
            }
            variables.put(name, lines.get(i).substring(equals + 1).strip());
        }
        return variables.size() > MAX_VARIABLES
                ? refused("it has more than " + MAX_VARIABLES + " variables")
                : new Report(variables, Optional.empty());
    }

    private static Report refused(String problem) {
        return new Report(Map.of(), Optional.of(problem));
    }
}
