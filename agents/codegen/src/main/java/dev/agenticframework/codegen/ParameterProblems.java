package dev.agenticframework.codegen;

import com.networknt.schema.Error;
import dev.agenticframework.codegen.TemplateProblem.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Turns schema errors into problems that name the parameter and say how to correct it.
final class ParameterProblems {
    private static final int SHOWN_CHARS = 60;
    private static final int CLOSE_ENOUGH = 2;

    private ParameterProblems() {}

    static TemplateProblem unknown(String name, Collection<String> known) {
        String remedy = closest(name, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("The template takes: " + String.join(", ", known) + ".");
        return new TemplateProblem(
                Code.PARAMETER_UNKNOWN, printable(name), "is not a parameter of this template.", remedy);
    }

    static TemplateProblem of(Error error, Map<String, JsonNode> properties) {
        String keyword = error.getKeyword();
        if (keyword.equals("required")) {
            String name = String.valueOf(error.getProperty());
            return new TemplateProblem(
                    Code.PARAMETER_MISSING, name, "is required.", "Add it." + described(properties.get(name)));
        }
        var location = error.getInstanceLocation();
        String name = location.getNameCount() == 0 ? "parameters" : String.valueOf(location.getElement(0));
        JsonNode schema = Optional.ofNullable(properties.get(name)).orElse(error.getSchemaNode());
        JsonNode value = error.getInstanceNode();
        String shown = value != null && value.isValueNode() ? "'" + printable(value.asString("")) + "' " : "";
        return new TemplateProblem(
                Code.PARAMETER_INVALID,
                printable(name),
                shown + fault(keyword, schema),
                remedy(keyword, schema, value));
    }

    private static String fault(String keyword, JsonNode schema) {
        return switch (keyword) {
            case "type" -> "is not of type " + schema.path("type").asString("that the template needs") + ".";
            case "enum", "const" -> "is not one of the choices.";
            case "pattern", "format" -> "does not have the required form.";
            case "minimum", "exclusiveMinimum" -> "is too small.";
            case "maximum", "exclusiveMaximum" -> "is too large.";
            case "minLength" -> "is too short.";
            case "maxLength" -> "is too long.";
            case "not" -> "is a reserved word.";
            default -> "violates the template's rule '" + keyword + "'.";
        };
    }

    private static String remedy(String keyword, JsonNode schema, JsonNode value) {
        return switch (keyword) {
            case "enum" -> {
                List<String> choices = new ArrayList<>();
                schema.path("enum").forEach(choice -> choices.add(choice.asString("")));
                yield closest(value.asString(""), choices)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("Choose one of: " + String.join(", ", choices) + ".");
            }
            case "minimum", "maximum" ->
                "Choose a number from " + schema.path("minimum").asString("any") + " to "
                        + schema.path("maximum").asString("any") + ".";
            case "minLength", "maxLength" ->
                "Use " + schema.path("minLength").asString("0") + " to "
                        + schema.path("maxLength").asString("any number of") + " characters.";
            case "pattern" -> "Match " + schema.path("pattern").asString("the pattern") + "." + described(schema);
            case "not" -> "Choose another value.";
            default -> "Choose a valid value." + described(schema);
        };
    }

    private static String described(@org.jspecify.annotations.Nullable JsonNode schema) {
        String description = schema == null ? "" : schema.path("description").asString("");
        return description.isEmpty() ? "" : " " + description;
    }

    static String printable(String text) {
        String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static Optional<String> closest(String word, Collection<String> choices) {
        if (word.length() > SHOWN_CHARS) {
            return Optional.empty();
        }
        return choices.stream()
                .filter(choice ->
                        distance(word.toLowerCase(java.util.Locale.ROOT), choice.toLowerCase(java.util.Locale.ROOT))
                                <= Math.min(CLOSE_ENOUGH, choice.length() / 2))
                .min(java.util.Comparator.comparingInt(choice -> distance(word, choice)));
    }

    /// Levenshtein's edit distance.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
