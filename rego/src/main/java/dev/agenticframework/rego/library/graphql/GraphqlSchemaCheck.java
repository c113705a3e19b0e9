package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.value.ObjectValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Validates the definitions of a schema.
final class GraphqlSchemaCheck {
    private static final Set<String> INPUT_KINDS = Set.of("SCALAR", "ENUM", "INPUT_OBJECT");

    private final GraphqlSchema schema;

    GraphqlSchemaCheck(GraphqlSchema schema) {
        this.schema = schema;
    }

    void run(ObjectValue document) {
        for (String part : List.of("Schema", "SchemaExtension")) {
            for (ObjectValue definition : GraphqlNodes.list(document, part)) {
                directives(definition, "SCHEMA", null, true);
            }
        }
        schema.types().values().forEach(this::definition);
        schema.types().values().forEach(type -> cycle(type, new HashSet<>()));
        for (ObjectValue directive : schema.directives().values()) {
            requireName(directive);
            arguments(directive, GraphqlNodes.name(directive));
        }
    }

    private void definition(ObjectValue definition) {
        String kind = GraphqlSchema.kind(definition);
        List<ObjectValue> fields = GraphqlNodes.list(definition, "Fields");
        fields.forEach(field -> field(kind, definition, field));
        GraphqlNodes.texts(definition, "Types").forEach(member -> member(definition, member));
        GraphqlNodes.texts(definition, "Interfaces").forEach(name -> implementation(definition, name));
        content(kind, definition, fields);
        unique(definition, fields, "Field ");
        unique(definition, GraphqlNodes.list(definition, "EnumValues"), "Enum value ");
        if (!GraphqlNodes.flag(definition, "BuiltIn")) {
            requireName(definition);
        }
        directives(definition, kind, null, false);
    }

    private void field(String kind, ObjectValue definition, ObjectValue field) {
        requireName(field);
        ObjectValue type = GraphqlNodes.object(field, "Type");
        String fieldKind = GraphqlSchema.kind(requireType(type));
        arguments(field, null);
        boolean input = kind.equals("INPUT_OBJECT");
        directives(field, input ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION", null, true);
        if (input && !INPUT_KINDS.contains(fieldKind)) {
            throw GraphqlNodes.problem(
                    field,
                    fieldKind + " " + GraphqlNodes.name(field) + ": field must be one of SCALAR, ENUM, INPUT_OBJECT.");
        }
        if (!input && fieldKind.equals("INPUT_OBJECT")) {
            throw GraphqlNodes.problem(
                    field,
                    kind + " " + GraphqlNodes.name(definition)
                            + ": field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.");
        }
    }

    private void content(String kind, ObjectValue definition, List<ObjectValue> fields) {
        String title = kind + " " + GraphqlNodes.name(definition);
        switch (kind) {
            case "OBJECT", "INTERFACE" ->
                require(!fields.isEmpty(), definition, title + ": must define one or more fields.");
            case "INPUT_OBJECT" ->
                require(!fields.isEmpty(), definition, title + ": must define one or more input fields.");
            case "ENUM" -> {
                List<ObjectValue> values = GraphqlNodes.list(definition, "EnumValues");
                require(!values.isEmpty(), definition, title + ": must define one or more unique enum values.");
                for (ObjectValue value : values) {
                    String name = GraphqlNodes.name(value);
                    boolean reserved = Set.of("true", "false", "null").contains(name);
                    require(!reserved, definition, title + ": non-enum value " + name + ".");
                    directives(value, "ENUM_VALUE", null, true);
                }
            }
            default -> {}
        }
    }

    private static void require(boolean holds, ObjectValue node, String message) {
        if (!holds) {
            throw GraphqlNodes.problem(node, message);
        }
    }

    private static void unique(ObjectValue definition, List<ObjectValue> nodes, String what) {
        Set<String> names = new HashSet<>();
        for (ObjectValue node : nodes) {
            String name = GraphqlNodes.name(node);
            String message = what + GraphqlNodes.name(definition) + "." + name + " can only be defined once.";
            require(names.add(name), node, message);
        }
    }

    private void member(ObjectValue union, String member) {
        ObjectValue type = schema.type(member);
        if (type == null) {
            throw GraphqlNodes.problem(union, "Undefined type \"" + member + "\".");
        }
        String message = "UNION type \"" + member + "\" must be OBJECT.";
        require(GraphqlSchema.kind(type).equals("OBJECT"), union, message);
        long times = GraphqlNodes.texts(union, "Types").stream()
                .filter(member::equals)
                .count();
        require(
                times == 1,
                union,
                "Union type " + GraphqlNodes.name(union) + " can only include type " + member + " once.");
    }

    private ObjectValue requireType(ObjectValue type) {
        String name = GraphqlNodes.typeName(type);
        ObjectValue definition = schema.type(name);
        if (definition == null) {
            throw GraphqlNodes.problem(type, "Undefined type " + name + ".");
        }
        return definition;
    }

    private void arguments(ObjectValue node, @Nullable String directive) {
        for (ObjectValue argument : GraphqlNodes.list(node, "Arguments")) {
            requireName(argument);
            ObjectValue type = GraphqlNodes.object(argument, "Type");
            String kind = GraphqlSchema.kind(requireType(type));
            require(
                    INPUT_KINDS.contains(kind),
                    argument,
                    "cannot use " + GraphqlNodes.typeText(type) + " as argument " + GraphqlNodes.name(argument)
                            + " because " + kind + " is not a valid input type");
            directives(argument, "ARGUMENT_DEFINITION", directive, true);
        }
    }

    private void directives(ObjectValue node, String location, @Nullable String within, boolean oncePerNode) {
        Set<String> seen = new HashSet<>();
        for (ObjectValue directive : GraphqlNodes.list(node, "Directives")) {
            requireName(directive);
            String name = GraphqlNodes.name(directive);
            require(!name.equals(within), directive, "Directive " + name + " cannot refer to itself.");
            ObjectValue definition = schema.directives().get(name);
            if (definition == null) {
                throw GraphqlNodes.problem(directive, "Undefined directive " + name + ".");
            }
            boolean again = oncePerNode && !seen.add(name) && !GraphqlNodes.flag(definition, "IsRepeatable");
            require(!again, directive, "The directive " + name + " can only be used once at this location.");
            require(
                    GraphqlNodes.texts(definition, "Locations").contains(location),
                    directive,
                    "Directive " + name + " is not applicable on " + location + ".");
            directiveArguments(directive, definition);
        }
    }

    private static void directiveArguments(ObjectValue directive, ObjectValue definition) {
        String name = GraphqlNodes.name(directive);
        List<ObjectValue> given = GraphqlNodes.list(directive, "Arguments");
        List<ObjectValue> known = GraphqlNodes.list(definition, "Arguments");
        for (ObjectValue argument : given) {
            String argumentName = GraphqlNodes.name(argument);
            boolean isKnown = GraphqlNodes.named(known, argumentName) != null;
            require(isKnown, argument, "Undefined argument " + argumentName + " for directive " + name + ".");
        }
        for (ObjectValue argument : known) {
            boolean needed = GraphqlNodes.flag(GraphqlNodes.object(argument, "Type"), "NonNull")
                    && argument.get("DefaultValue") == null;
            String argumentName = GraphqlNodes.name(argument);
            require(
                    !needed || GraphqlNodes.named(given, argumentName) != null,
                    directive,
                    "Argument " + argumentName + " for directive " + name + " cannot be null.");
        }
    }

    private static void requireName(ObjectValue node) {
        String name = GraphqlNodes.name(node);
        require(
                !name.startsWith("__"),
                node,
                "Name \"" + name + "\" must not begin with \"__\", which is reserved by GraphQL introspection.");
    }

    private void implementation(ObjectValue definition, String name) {
        ObjectValue above = schema.type(name);
        if (above == null) {
            throw GraphqlNodes.problem(definition, "Undefined type \"" + name + "\".");
        }
        String kind = GraphqlSchema.kind(above);
        require(kind.equals("INTERFACE"), definition, "\"" + name + "\" is a non interface type " + kind + ".");
        for (ObjectValue field : GraphqlNodes.list(above, "Fields")) {
            implementedField(definition, name, field);
        }
        List<String> implemented = GraphqlNodes.texts(definition, "Interfaces");
        for (String transitive : GraphqlNodes.texts(above, "Interfaces")) {
            String own = GraphqlNodes.name(definition);
            String message = transitive.equals(own)
                    ? "Type " + own + " cannot implement " + name + " because it would create a circular reference."
                    : "Type " + own + " must implement " + transitive + " because it is implemented by " + name + ".";
            require(implemented.contains(transitive), definition, message);
        }
    }

    private void implementedField(ObjectValue definition, String above, ObjectValue required) {
        String prefix = "For " + GraphqlNodes.name(definition) + " to implement " + above + " ";
        String fieldName = GraphqlNodes.name(required);
        ObjectValue field = GraphqlNodes.named(GraphqlNodes.list(definition, "Fields"), fieldName);
        if (field == null) {
            throw GraphqlNodes.problem(definition, prefix + "it must have a field called " + fieldName + ".");
        }
        ObjectValue wanted = GraphqlNodes.object(required, "Type");
        require(
                isCovariant(wanted, GraphqlNodes.object(field, "Type")),
                field,
                prefix + "the field " + fieldName + " must have type " + GraphqlNodes.typeText(wanted) + ".");
        List<ObjectValue> arguments = GraphqlNodes.list(field, "Arguments");
        List<ObjectValue> requiredArguments = GraphqlNodes.list(required, "Arguments");
        for (ObjectValue argument : requiredArguments) {
            String same = prefix + "the field " + fieldName + " must have the same arguments but ";
            ObjectValue found = GraphqlNodes.named(arguments, GraphqlNodes.name(argument));
            if (found == null) {
                throw GraphqlNodes.problem(field, same + "it is missing " + GraphqlNodes.name(argument) + ".");
            }
            boolean sameType = GraphqlNodes.typeText(GraphqlNodes.object(argument, "Type"))
                    .equals(GraphqlNodes.typeText(GraphqlNodes.object(found, "Type")));
            require(sameType, found, same + GraphqlNodes.name(argument) + " has the wrong type.");
        }
        for (ObjectValue argument : arguments) {
            boolean needed = GraphqlNodes.flag(GraphqlNodes.object(argument, "Type"), "NonNull")
                    && argument.get("DefaultValue") == null
                    && GraphqlNodes.named(requiredArguments, GraphqlNodes.name(argument)) == null;
            require(
                    !needed,
                    argument,
                    prefix + "any additional arguments on " + fieldName
                            + " must be optional or have a default value but " + GraphqlNodes.name(argument)
                            + " is required.");
        }
    }

    private boolean isCovariant(ObjectValue required, ObjectValue actual) {
        if (GraphqlNodes.flag(required, "NonNull") && !GraphqlNodes.flag(actual, "NonNull")) {
            return false;
        }
        boolean requiredList = required.get("Elem") instanceof ObjectValue;
        boolean actualList = actual.get("Elem") instanceof ObjectValue;
        if (requiredList || actualList) {
            return requiredList
                    && actualList
                    && isCovariant(GraphqlNodes.object(required, "Elem"), GraphqlNodes.object(actual, "Elem"));
        }
        String wanted = GraphqlNodes.text(required, "NamedType");
        String given = GraphqlNodes.text(actual, "NamedType");
        return wanted.equals(given) || schema.possibleTypes(wanted).contains(given);
    }

    private void cycle(ObjectValue type, Set<String> path) {
        if (!GraphqlSchema.kind(type).equals("INPUT_OBJECT")) {
            return;
        }
        path.add(GraphqlNodes.name(type));
        for (ObjectValue field : GraphqlNodes.list(type, "Fields")) {
            ObjectValue fieldType = GraphqlNodes.object(field, "Type");
            String name = GraphqlNodes.text(fieldType, "NamedType");
            ObjectValue next = schema.type(name);
            if (next != null && GraphqlNodes.flag(fieldType, "NonNull")) {
                require(
                        !path.contains(name),
                        field,
                        "Cannot reference Input Object \"" + name + "\" within itself through a series of non-null"
                                + " fields: \"" + GraphqlNodes.name(field) + "\".");
                cycle(next, path);
            }
        }
        path.remove(GraphqlNodes.name(type));
    }
}
