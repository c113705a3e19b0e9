package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Converts the fields of an annotation block to the form that policies and tools see. Unknown fields are dropped.
final class AnnotationFields {
    private AnnotationFields() {}

    /// A field has the wrong form.
    static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    static ObjectValue normalise(ObjectValue raw) {
        ObjectValue.Builder out = ObjectValue.builder();
        for (String field : List.of("title", "description")) {
            if (raw.get(field) instanceof StringValue text && !text.text().isEmpty()) {
                out.put(field, text);
            }
        }
        if (raw.get("entrypoint") instanceof BooleanValue flag && flag.value()) {
            out.put("entrypoint", flag);
        }
        for (String field : List.of("organizations", "schemas")) {
            if (raw.get(field) instanceof ArrayValue items && items.size() > 0) {
                out.put(field, field.equals("schemas") ? schemas(items) : items);
            }
        }
        if (raw.get("related_resources") instanceof ArrayValue items && items.size() > 0) {
            out.put(
                    "related_resources",
                    ArrayValue.of(items.toList().stream()
                            .map(AnnotationFields::resource)
                            .toList()));
        }
        if (raw.get("authors") instanceof ArrayValue items && items.size() > 0) {
            out.put(
                    "authors",
                    ArrayValue.of(items.toList().stream()
                            .map(AnnotationFields::author)
                            .toList()));
        }
        for (String field : List.of("custom", "labels")) {
            if (raw.get(field) instanceof ObjectValue object && object.size() > 0) {
                out.put(field, object);
            }
        }
        return out.build();
    }

    private static Value resource(Value raw) {
        return switch (raw) {
            case StringValue text when !text.text().isEmpty() -> ObjectValue.of("ref", text);
            case StringValue ignored -> throw new Invalid("ref URL may not be empty string");
            case ObjectValue object -> {
                String ref = text(object, "ref");
                if (ref.isEmpty()) {
                    throw new Invalid("'ref' value required in object");
                }
                ObjectValue.Builder out = ObjectValue.builder().put("ref", StringValue.of(ref));
                String description = text(object, "description");
                yield (description.isEmpty() ? out : out.put("description", StringValue.of(description))).build();
            }
            default -> throw new Invalid("invalid value type, must be string or map");
        };
    }

    private static String text(ObjectValue object, String field) {
        return object.get(field) instanceof StringValue text ? text.text().strip() : "";
    }

    private static Value author(Value raw) {
        String name;
        String email;
        switch (raw) {
            case StringValue text -> {
                List<String> words = new ArrayList<>(List.of(text.text().strip().split("\\s+", -1)));
                String last = words.getLast();
                boolean hasEmail = last.startsWith("<") && last.endsWith(">");
                email = hasEmail ? last.substring(1, last.length() - 1) : "";
                name = String.join(" ", hasEmail ? words.subList(0, words.size() - 1) : words);
            }
            case ObjectValue object -> {
                name = text(object, "name");
                email = text(object, "email");
            }
            default -> throw new Invalid("invalid value type, must be string or map");
        }
        if (name.isEmpty() && email.isEmpty()) {
            throw new Invalid("author is an empty string");
        }
        ObjectValue.Builder out = ObjectValue.builder();
        if (!name.isEmpty()) {
            out.put("name", StringValue.of(name));
        }
        return (email.isEmpty() ? out : out.put("email", StringValue.of(email))).build();
    }

    // `- input: schema.foo` is a path and a schema, both as arrays of steps.
    private static Value schemas(ArrayValue items) {
        List<Value> all = new ArrayList<>();
        for (Value item : items) {
            if (!(item instanceof ObjectValue pair) || pair.size() != 1) {
                throw new Invalid("invalid schema definition");
            }
            ObjectValue.Builder out = ObjectValue.builder().put("path", steps(pair.ascendingKeys()[0]));
            Value schema = pair.ascendingValues()[0];
            out.put(
                    schema instanceof StringValue ? "schema" : "definition",
                    schema instanceof StringValue ? steps(schema) : schema);
            all.add(out.build());
        }
        return ArrayValue.of(all);
    }

    private static Value steps(Value reference) {
        if (!(reference instanceof StringValue text)) {
            throw new Invalid("invalid document reference");
        }
        List<Value> steps = new ArrayList<>();
        for (String step : text.text().split("\\.", -1)) {
            steps.add(StringValue.of(step));
        }
        return ArrayValue.of(steps);
    }
}
