package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.value.ObjectValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks whether values in a document fit the types of the schema.
final class GraphqlValueCheck {
    private static final int VARIABLE = 0;
    private static final int INT = 1;
    private static final int FLOAT = 2;
    private static final int STRING = 3;
    private static final int BLOCK = 4;
    private static final int BOOLEAN = 5;
    private static final int NULL = 6;
    private static final int ENUM = 7;
    private static final int LIST = 8;
    private static final int OBJECT = 9;

    private final GraphqlSchema schema;
    private final Map<String, ObjectValue> variables;
    private final Set<String> usedVariables;

    GraphqlValueCheck(GraphqlSchema schema, Map<String, ObjectValue> variables, Set<String> usedVariables) {
        this.schema = schema;
        this.variables = variables;
        this.usedVariables = usedVariables;
    }

    void check(ObjectValue value, ObjectValue type, boolean hasDefault) {
        int kind = GraphqlNodes.number(value, "Kind");
        if (kind == VARIABLE) {
            variable(value, type, hasDefault);
            return;
        }
        if (kind == NULL) {
            GraphqlQueryCheck.require(
                    !GraphqlNodes.flag(type, "NonNull"),
                    value,
                    "Expected value of type \"" + GraphqlNodes.typeText(type) + "\", found null.");
            return;
        }
        List<ObjectValue> children = GraphqlNodes.list(value, "Children");
        if (type.get("Elem") instanceof ObjectValue element) {
            if (kind == LIST) {
                children.forEach(child -> check(GraphqlNodes.object(child, "Value"), element, false));
            } else {
                check(value, element, false);
            }
            return;
        }
        named(value, kind, type, children);
    }

    private void named(ObjectValue value, int kind, ObjectValue type, List<ObjectValue> children) {
        ObjectValue definition = schema.type(GraphqlNodes.text(type, "NamedType"));
        if (definition == null) {
            return;
        }
        switch (GraphqlSchema.kind(definition)) {
            case "ENUM" -> {
                String raw = GraphqlNodes.text(value, "Raw");
                boolean known =
                        kind == ENUM && GraphqlNodes.named(GraphqlNodes.list(definition, "EnumValues"), raw) != null;
                GraphqlQueryCheck.require(
                        known,
                        value,
                        "Value \"" + raw + "\" does not exist in \"" + GraphqlNodes.name(definition) + "\" enum.");
            }
            case "INPUT_OBJECT" -> {
                GraphqlQueryCheck.require(kind == OBJECT, value, mismatch(value, type));
                fields(value, definition, children);
            }
            default ->
                GraphqlQueryCheck.require(fits(GraphqlNodes.name(definition), kind), value, mismatch(value, type));
        }
    }

    private static String mismatch(ObjectValue value, ObjectValue type) {
        return GraphqlNodes.typeText(type) + " cannot represent value: " + GraphqlNodes.text(value, "Raw");
    }

    private static boolean fits(String scalar, int kind) {
        return switch (scalar) {
            case "Int" -> kind == INT;
            case "Float" -> kind == INT || kind == FLOAT;
            case "String" -> kind == STRING || kind == BLOCK;
            case "Boolean" -> kind == BOOLEAN;
            case "ID" -> kind == INT || kind == STRING || kind == BLOCK;
            default -> true;
        };
    }

    private void fields(ObjectValue value, ObjectValue definition, List<ObjectValue> children) {
        List<ObjectValue> known = GraphqlNodes.list(definition, "Fields");
        for (ObjectValue field : known) {
            ObjectValue type = GraphqlNodes.object(field, "Type");
            boolean needed = GraphqlNodes.flag(type, "NonNull") && field.get("DefaultValue") == null;
            String name = GraphqlNodes.name(field);
            GraphqlQueryCheck.require(
                    !needed || GraphqlNodes.named(children, name) != null,
                    value,
                    "Field \"" + GraphqlNodes.name(definition) + "." + name + "\" of required type \""
                            + GraphqlNodes.typeText(type) + "\" was not provided.");
        }
        for (ObjectValue child : children) {
            ObjectValue field = GraphqlNodes.named(known, GraphqlNodes.name(child));
            if (field == null) {
                throw GraphqlNodes.problem(
                        child,
                        "Field \"" + GraphqlNodes.name(child) + "\" is not defined by type \""
                                + GraphqlNodes.name(definition) + "\".");
            }
            check(
                    GraphqlNodes.object(child, "Value"),
                    GraphqlNodes.object(field, "Type"),
                    field.get("DefaultValue") != null);
        }
    }

    private void variable(ObjectValue value, ObjectValue type, boolean hasDefault) {
        String name = GraphqlNodes.text(value, "Raw");
        ObjectValue definition = variables.get(name);
        if (definition == null) {
            throw GraphqlNodes.problem(value, "Variable \"$" + name + "\" is not defined.");
        }
        usedVariables.add(name);
        ObjectValue variableType = GraphqlNodes.object(definition, "Type");
        boolean neverNull = hasDefault || definition.get("DefaultValue") instanceof ObjectValue;
        GraphqlQueryCheck.require(
                fits(variableType, type, neverNull),
                value,
                "Variable \"$" + name + "\" of type \"" + GraphqlNodes.typeText(variableType)
                        + "\" used in position expecting type \"" + GraphqlNodes.typeText(type) + "\".");
    }

    private static boolean fits(ObjectValue variable, ObjectValue position, boolean neverNull) {
        if (GraphqlNodes.flag(position, "NonNull") && !GraphqlNodes.flag(variable, "NonNull") && !neverNull) {
            return false;
        }
        boolean variableList = variable.get("Elem") instanceof ObjectValue;
        boolean positionList = position.get("Elem") instanceof ObjectValue;
        if (variableList != positionList) {
            return false;
        }
        return variableList
                ? fits(GraphqlNodes.object(variable, "Elem"), GraphqlNodes.object(position, "Elem"), false)
                : GraphqlNodes.text(variable, "NamedType").equals(GraphqlNodes.text(position, "NamedType"));
    }
}
