package dev.agenticframework.codegen;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agenticframework.codegen.TemplateProblem.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of a template: pages of JSON Schema (draft 7, as the scaffolder reads them).
///
/// A property may say how to derive it from another one when it is not given: `x-derived: {from: serviceName, as:
/// resource}` takes the noun in a service's name, and `as: plural` its plural.
public final class Parameters {
    private static final int MAX_TEXT_CHARS = 10_000;
    private static final int MAX_NODES = 10_000;
    /// The largest integer up to which every integer is a double, too.
    private static final long MAX_NUMBER = (1L << 53) - 1;

    private final ObjectNode schema;
    private final Map<String, JsonNode> properties;
    private final Schema validator;
    private final Map<String, Schema> each;

    private Parameters(ObjectNode schema, Map<String, JsonNode> properties) {
        this.schema = schema;
        this.properties = properties;
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        this.validator = registry.getSchema(schema);
        this.each = new LinkedHashMap<>();
        properties.forEach((name, property) -> each.put(name, registry.getSchema(property)));
    }

    static Parameters of(JsonNode pages) {
        List<JsonNode> list = new ArrayList<>();
        if (pages.isObject()) {
            list.add(pages);
        } else if (pages.isArray()) {
            pages.forEach(list::add);
        } else if (!pages.isMissingNode() && !pages.isNull()) {
            throw TemplateException.invalid(
                    TemplateDocument.FILE, "spec.parameters must be a list of pages.", "Write it as a list.");
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ArrayNode parts = schema.putArray("allOf");
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        for (JsonNode page : list) {
            forbidRemoteReferences(page);
            parts.add(page);
            collectProperties(page, properties);
        }
        if (parts.isEmpty()) {
            schema.remove("allOf");
        }
        try {
            return new Parameters(schema, properties);
        } catch (RuntimeException e) {
            throw TemplateException.invalid(
                    TemplateDocument.FILE,
                    "spec.parameters is not a JSON Schema: " + e.getMessage() + ".",
                    "Fix the schema.");
        }
    }

    /// The whole schema: the pages under `allOf`.
    public JsonNode schema() {
        return schema.deepCopy();
    }

    /// The schema of each parameter by its name, in the order of the template.
    public Map<String, JsonNode> properties() {
        return java.util.Collections.unmodifiableMap(properties);
    }

    /// Completes the given parameters with derived and default values, and validates them.
    ///
    /// @param given an object; a parameter that is `null` counts as not given
    /// @return every declared parameter that has a value, or a problem for each invalid one
    public Checked<ObjectNode> check(JsonNode given) {
        if (!given.isObject()) {
            return refused(
                    Code.PARAMETER_INVALID,
                    "parameters",
                    "must be an object.",
                    "Send the name and value of each parameter.");
        }
        List<TemplateProblem> problems = new ArrayList<>(oversized(given));
        problems.addAll(outOfRange(given));
        if (!problems.isEmpty()) {
            return new Checked.Refused<>(problems);
        }
        ObjectNode completed = complete((ObjectNode) given);
        for (String name : completed.propertyNames()) {
            if (!properties.containsKey(name)) {
                problems.add(ParameterProblems.unknown(name, properties.keySet()));
            }
        }
        validator.validate(completed).forEach(error -> problems.add(ParameterProblems.of(error, properties)));
        return problems.isEmpty()
                ? new Checked.Ok<>(completed)
                : new Checked.Refused<>(problems.stream().distinct().toList());
    }

    private ObjectNode complete(ObjectNode given) {
        ObjectNode completed = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                completed.set(entry.getKey(), entry.getValue());
            }
        });
        for (var entry : properties.entrySet()) {
            if (!completed.has(entry.getKey())) {
                derived(entry.getValue(), completed)
                        .filter(value -> fits(entry.getKey(), value))
                        .or(() -> Optional.ofNullable(entry.getValue().get("default")))
                        .ifPresent(value -> completed.set(entry.getKey(), value));
            }
        }
        return completed;
    }

    private static Optional<JsonNode> derived(JsonNode property, ObjectNode completed) {
        JsonNode rule = property.path("x-derived");
        String source = completed.path(rule.path("from").asString("")).asString("");
        if (source.isEmpty() || source.length() > RelativePath.MAX_CHARS) {
            return Optional.empty();
        }
        Optional<String> noun = switch (rule.path("as").asString("")) {
            case "resource" -> ResourceNoun.ofService(source);
            case "plural" -> Optional.of(ResourceNoun.plural(source));
            default -> Optional.empty();
        };
        return noun.map(JsonNodeFactory.instance::stringNode);
    }

    private boolean fits(String name, JsonNode value) {
        Schema one = each.get(name);
        return one != null && one.validate(value).isEmpty();
    }

    private static List<TemplateProblem> oversized(JsonNode given) {
        int[] nodes = {0};
        List<TemplateProblem> problems = new ArrayList<>();
        given.properties().forEach(entry -> {
            if (tooLarge(entry.getValue(), nodes, 0)) {
                problems.add(new TemplateProblem(
                        Code.PARAMETER_INVALID,
                        ParameterProblems.printable(entry.getKey()),
                        "is too large: a text has at most " + MAX_TEXT_CHARS + " characters.",
                        "Use a smaller value."));
            }
        });
        return problems;
    }

    /// Numbers that not all programs read the same (RFC 8259, section 6). The schemas cannot judge them.
    private static List<TemplateProblem> outOfRange(JsonNode given) {
        return given.properties().stream()
                .filter(entry -> isOutOfRange(entry.getValue(), 0))
                .map(entry -> new TemplateProblem(
                        Code.PARAMETER_INVALID,
                        ParameterProblems.printable(entry.getKey()),
                        "has a number that is too large.",
                        "Use numbers from -" + MAX_NUMBER + " to " + MAX_NUMBER + "."))
                .toList();
    }

    private static boolean isOutOfRange(JsonNode value, int depth) {
        if (value.isNumber()) {
            // Also false for a value that is not a number, such as the infinity to which 1e999 is rounded.
            return !(Math.abs(value.numberValue().doubleValue()) <= MAX_NUMBER);
        }
        if (depth <= RelativePath.MAX_DEPTH) {
            for (JsonNode child : value) {
                if (isOutOfRange(child, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean tooLarge(JsonNode value, int[] nodes, int depth) {
        if (++nodes[0] > MAX_NODES || depth > RelativePath.MAX_DEPTH) {
            return true;
        }
        if (value.isString()) {
            return value.asString().length() > MAX_TEXT_CHARS;
        }
        for (JsonNode child : value) {
            if (tooLarge(child, nodes, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /// A property can be declared on a page or inside the page's conditions (`dependencies`, `oneOf`, `then`).
    private static void collectProperties(JsonNode schema, Map<String, JsonNode> found) {
        schema.path("properties").properties().forEach(e -> found.putIfAbsent(e.getKey(), e.getValue()));
        for (String keyword : List.of("allOf", "anyOf", "oneOf", "dependencies", "then", "else")) {
            JsonNode below = schema.path(keyword);
            if (below.isObject() && !keyword.equals("dependencies")) {
                collectProperties(below, found);
            } else {
                below.forEach(part -> collectProperties(part, found));
            }
        }
    }

    private static void forbidRemoteReferences(JsonNode schema) {
        if (schema.path("$ref").isString() && !schema.path("$ref").asString().startsWith("#")) {
            throw TemplateException.invalid(
                    TemplateDocument.FILE,
                    "spec.parameters refers to another document.",
                    "Refer to definitions in the same document only.");
        }
        schema.forEach(Parameters::forbidRemoteReferences);
    }

    private static <T> Checked<T> refused(Code code, String where, String message, String remedy) {
        return new Checked.Refused<>(List.of(new TemplateProblem(code, where, message, remedy)));
    }
}
