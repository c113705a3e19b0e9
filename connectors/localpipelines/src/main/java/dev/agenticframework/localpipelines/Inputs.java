package dev.agenticframework.localpipelines;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlJson;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks given inputs against the `spec: inputs` of a file, and adds the defaults.
final class Inputs {

    private static final Set<String> KEYS = Set.of("default", "description", "options", "regex", "type");
    private static final Set<String> TYPES = Set.of("string", "number", "boolean", "array");

    private final Shapes shapes;

    Inputs(Shapes shapes) {
        this.shapes = shapes;
    }

    /// The value of each declared input.
    ///
    /// @param header the document with `spec`
    /// @param given by the including file
    /// @param place where the file is included
    Map<String, YamlValue> values(Mapping header, Map<String, YamlValue> given, Place place) {
        shapes.onlyKeys(header, "header", Set.of("spec"));
        var spec = header.find("spec")
                .filter(value -> !Nulls.isNull(value))
                .flatMap(value -> shapes.mapping(value, "spec"));
        spec.ifPresent(mapping -> shapes.onlyKeys(mapping, "spec", Set.of("inputs", "include")));
        spec.flatMap(mapping -> mapping.find("include"))
                .ifPresent(value -> shapes.unread(value.place(), "this runner does not support spec:include"));
        var declared = spec.flatMap(mapping -> mapping.find("inputs"))
                .filter(value -> !Nulls.isNull(value))
                .flatMap(value -> shapes.mapping(value, "spec:inputs"))
                .map(Mapping::entries)
                .orElse(Map.of());
        for (var name : given.keySet()) {
            if (!declared.containsKey(name)) {
                shapes.invalid(place, "the included file has no input '" + name + "'");
            }
        }
        var values = new LinkedHashMap<String, YamlValue>();
        declared.forEach((name, declaration) -> value(name, declaration, Optional.ofNullable(given.get(name)), place)
                .ifPresent(value -> values.put(name, value)));
        return values;
    }

    private Optional<YamlValue> value(String name, YamlValue declaration, Optional<YamlValue> given, Place place) {
        if (Nulls.isNull(declaration)) {
            return checked(name, "string", given, place);
        }
        var declared = shapes.mapping(declaration, "spec:inputs:" + name);
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        var mapping = declared.get();
        if (mapping.entries().containsKey("rules")) {
            shapes.unread(mapping.at("rules"), "this runner does not support spec:inputs:rules");
            return given;
        }
        shapes.onlyKeys(mapping, "spec:inputs:" + name, KEYS);
        var type = mapping.find("type")
                .flatMap(value -> shapes.text(value, "spec:inputs:" + name + ":type"))
                .orElse("string");
        if (!TYPES.contains(type)) {
            shapes.invalid(mapping.at("type"), "the input '" + name + "' has an unknown type: " + type);
            return Optional.empty();
        }
        var value = checked(name, type, given.or(() -> mapping.find("default")), place);
        value.ifPresent(known -> checkOptions(name, mapping, known, place));
        return value;
    }

    private Optional<YamlValue> checked(String name, String type, Optional<YamlValue> value, Place place) {
        if (value.isEmpty()) {
            shapes.invalid(place, "the input '" + name + "' is required");
        } else if (!fits(type, value.get())) {
            shapes.invalid(value.get().place(), "the input '" + name + "' must be of the type " + type);
            return Optional.empty();
        }
        return value;
    }

    private static boolean fits(String type, YamlValue value) {
        return switch (value) {
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> type.equals("string");
                    case INTEGER, DECIMAL -> type.equals("number");
                    case BOOLEAN -> type.equals("boolean");
                    case NULL -> false;
                };
            case Sequence _ -> type.equals("array");
            case Mapping _ -> false;
        };
    }

    private void checkOptions(String name, Mapping declared, YamlValue value, Place place) {
        declared.find("options").ifPresent(options -> {
            if (Shapes.items(options).stream()
                    .noneMatch(option -> YamlJson.of(option).equals(YamlJson.of(value)))) {
                shapes.invalid(place, "the input '" + name + "' is none of its options");
            }
        });
        declared.find("regex")
                .flatMap(regex -> shapes.text(regex, "spec:inputs:" + name + ":regex"))
                .ifPresent(regex -> checkRegex(name, declared.at("regex"), regex, value, place));
    }

    private void checkRegex(String name, Place declared, String regex, YamlValue value, Place place) {
        var pattern = regex.length() > 1 && regex.startsWith("/") && regex.endsWith("/")
                ? regex.substring(1, regex.length() - 1)
                : regex;
        try {
            if (!(value instanceof Scalar scalar && scalar.kind() == Kind.TEXT)
                    || !Pattern.compile(pattern).matcher(scalar.text()).find()) {
                shapes.invalid(place, "the input '" + name + "' does not match " + regex);
            }
        } catch (PatternSyntaxException e) {
            shapes.invalid(declared, "the regex of the input '" + name + "' is not valid");
        }
    }
}
