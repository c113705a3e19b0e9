package dev.agenticframework.localpipelines;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.agenticframework.yaml.YamlJson;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Scalar;
import java.util.Map;

/// Replaces `$[[ inputs.NAME ]]` in the text of a file, as GitLab does: a text stands for itself, and any other value
/// for its JSON. Up to three functions follow the name: `expand_vars`, `posix_escape`, `truncate(OFFSET, LENGTH)`.
final class Interpolation {

    static final int MAX_FUNCTIONS = 3;
    /// The most characters of an interpolated file.
    static final int MAX_CHARS = 1 << 20;

    private static final Pattern BLOCK = Pattern.compile("\\$\\[\\[\\s*(\\S(?:.*?\\S)?)\\s*\\]\\]");
    private static final Pattern TRUNCATE = Pattern.compile("truncate\\(\\s*([0-9]{1,6})\\s*,\\s*([0-9]{1,6})\\s*\\)");
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_\\-.,:+/@\\n]");

    private final Map<String, YamlValue> inputs;
    private final Map<String, String> variables;

    Interpolation(Map<String, YamlValue> inputs, Map<String, String> variables) {
        this.inputs = inputs;
        this.variables = variables;
    }

    /// What is wrong with a block.
    static final class BlockException extends Exception {
        private static final long serialVersionUID = 1L;

        BlockException(String message) {
            super(message);
        }
    }

    String replaced(String text) throws BlockException {
        var result = new StringBuilder();
        var blocks = BLOCK.matcher(text);
        int from = 0;
        while (blocks.find()) {
            result.append(text, from, blocks.start()).append(value(blocks.group(1)));
            from = blocks.end();
            if (result.length() > MAX_CHARS) {
                throw new BlockException("the inputs make the file larger than " + MAX_CHARS + " characters");
            }
        }
        return result.append(text, from, text.length()).toString();
    }

    private String value(String block) throws BlockException {
        var parts = block.split("\\|", -1);
        var access = parts[0].strip();
        var given = access.startsWith("inputs.") ? inputs.get(access.substring("inputs.".length())) : null;
        if (given == null) {
            throw new BlockException("'$[[ " + access + " ]]' names no input");
        } else if (parts.length - 1 > MAX_FUNCTIONS) {
            throw new BlockException("'$[[ " + block + " ]]' has more than " + MAX_FUNCTIONS + " functions");
        }
        boolean text = given instanceof Scalar scalar && scalar.kind() == Kind.TEXT;
        var value = text ? ((Scalar) given).text() : YamlJson.of(given).toString();
        for (int i = 1; i < parts.length; i++) {
            if (!text) {
                throw new BlockException("'" + parts[i].strip() + "' needs an input of the type string");
            }
            value = apply(parts[i].strip(), value);
        }
        return value;
    }

    private String apply(String function, String value) throws BlockException {
        var truncate = TRUNCATE.matcher(function);
        if (truncate.matches()) {
            return truncated(value, truncate);
        }
        return switch (function) {
            case "expand_vars" -> Expansion.expand(value, variables);
            case "posix_escape" ->
                value.isEmpty()
                        ? "''"
                        : SPECIAL.matcher(value).replaceAll("\\\\$0").replace("\n", "'\n'");
            default -> throw new BlockException("this runner does not know the function '" + function + "'");
        };
    }

    private static String truncated(String value, Matcher truncate) {
        int offset = Math.min(Integer.parseInt(truncate.group(1)), value.length());
        return value.substring(offset, Math.min(value.length(), offset + Integer.parseInt(truncate.group(2))));
    }
}
