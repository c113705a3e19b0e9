package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import org.jspecify.annotations.Nullable;

/// A `# METADATA` block, in the form that `rego.metadata.*` and `opa inspect` return.
///
/// @param scope `rule`, `document`, `package` or `subpackages`; empty until the block is attached
/// @param target the location of the annotated statement
/// @param fields all fields except the scope, normalized
public record Annotations(Location at, int endRow, String scope, Location target, ObjectValue fields) {
    public static final String RULE = "rule";
    public static final String DOCUMENT = "document";
    public static final String PACKAGE = "package";
    static final String SUBPACKAGES = "subpackages";

    private static final StringValue SCOPE = StringValue.of("scope");

    boolean isEntrypoint() {
        return fields.get("entrypoint") instanceof BooleanValue flag && flag.value();
    }

    Annotations withScope(String newScope) {
        return new Annotations(at, endRow, newScope, target, fields);
    }

    Annotations on(Location statement) {
        return new Annotations(at, endRow, scope, statement, fields);
    }

    public ObjectValue toValue() {
        return fields.with(SCOPE, StringValue.of(scope));
    }

    /// Returns the text of a field, or null.
    @Nullable
    String text(String field) {
        return fields.get(field) instanceof StringValue text ? text.text() : null;
    }
}
