package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Validates an executable document with a schema (section 5 of the GraphQL specification).
final class GraphqlQueryCheck {
    private static final Set<String> COMPOSITE = Set.of("OBJECT", "INTERFACE", "UNION");

    private final GraphqlSchema schema;
    private final ObjectValue document;
    private final Map<String, ObjectValue> fragments = new HashMap<>();
    private final Set<String> usedFragments = new HashSet<>();
    private final Set<String> openFragments = new HashSet<>();
    private Map<String, ObjectValue> variables = Map.of();
    private Set<String> usedVariables = Set.of();

    GraphqlQueryCheck(GraphqlSchema schema, ObjectValue document) {
        this.schema = schema;
        this.document = document;
    }

    void run() {
        for (ObjectValue fragment : GraphqlNodes.list(document, "Fragments")) {
            String name = GraphqlNodes.name(fragment);
            require(
                    fragments.put(name, fragment) == null,
                    fragment,
                    "There can be only one fragment named \"" + name + "\".");
            condition(fragment, "Fragment \"" + name + "\" cannot condition on");
        }
        List<ObjectValue> operations = GraphqlNodes.list(document, "Operations");
        Set<String> names = new HashSet<>();
        for (ObjectValue operation : operations) {
            String name = GraphqlNodes.name(operation);
            require(
                    !name.isEmpty() || operations.size() == 1,
                    operation,
                    "This anonymous operation must be the only defined operation.");
            require(names.add(name), operation, "There can be only one operation named \"" + name + "\".");
            operation(operation);
        }
        fragments.forEach((name, fragment) ->
                require(usedFragments.contains(name), fragment, "Fragment \"" + name + "\" is never used."));
    }

    static void require(boolean holds, ObjectValue node, String message) {
        if (!holds) {
            throw GraphqlNodes.problem(node, message);
        }
    }

    private void operation(ObjectValue operation) {
        String kind = GraphqlNodes.text(operation, "Operation");
        String name = GraphqlNodes.name(operation);
        variables = new HashMap<>();
        usedVariables = new HashSet<>();
        for (ObjectValue variable : GraphqlNodes.list(operation, "VariableDefinitions")) {
            variable(variable);
        }
        ObjectValue root = schema.root(kind);
        if (root == null) {
            throw GraphqlNodes.problem(operation, "Schema does not support operation type \"" + kind + "\"");
        }
        directives(operation, kind.toUpperCase(java.util.Locale.ROOT));
        List<ObjectValue> selections = GraphqlNodes.list(operation, "SelectionSet");
        require(
                !kind.equals("subscription") || selections.size() == 1,
                operation,
                (name.isEmpty() ? "Anonymous Subscription" : "Subscription \"" + name + "\"")
                        + " must select only one top level field.");
        selections(selections, root, kind.equals("query"));
        variables.forEach((variable, definition) -> require(
                usedVariables.contains(variable),
                definition,
                "Variable \"$" + variable + "\" is never used"
                        + (name.isEmpty() ? "." : " in operation \"" + name + "\".")));
    }

    private void variable(ObjectValue definition) {
        String name = GraphqlNodes.text(definition, "Variable");
        require(
                variables.put(name, definition) == null,
                definition,
                "There can be only one variable named \"$" + name + "\".");
        ObjectValue type = GraphqlNodes.object(definition, "Type");
        ObjectValue known = schema.type(GraphqlNodes.typeName(type));
        if (known == null) {
            throw GraphqlNodes.problem(type, "Unknown type \"" + GraphqlNodes.typeName(type) + "\".");
        }
        require(
                !COMPOSITE.contains(GraphqlSchema.kind(known)),
                definition,
                "Variable \"$" + name + "\" cannot be non-input type \"" + GraphqlNodes.typeText(type) + "\".");
        if (definition.get("DefaultValue") instanceof ObjectValue value) {
            new GraphqlValueCheck(schema, variables, usedVariables).check(value, type, false);
        }
        directives(definition, "VARIABLE_DEFINITION");
    }

    private void selections(List<ObjectValue> selections, ObjectValue parent, boolean atQueryRoot) {
        Map<String, ObjectValue> byAlias = new HashMap<>();
        for (ObjectValue selection : selections) {
            if (selection.get("Alias") != null) {
                mergeable(byAlias, selection);
                field(selection, parent, atQueryRoot);
            } else if (selection.get("TypeCondition") != null) {
                inlineFragment(selection, parent);
            } else {
                spread(selection, parent);
            }
        }
    }

    private static void mergeable(Map<String, ObjectValue> byAlias, ObjectValue field) {
        String alias = GraphqlNodes.text(field, "Alias");
        ObjectValue before = byAlias.putIfAbsent(alias, field);
        if (before == null) {
            return;
        }
        String first = GraphqlNodes.name(before);
        String second = GraphqlNodes.name(field);
        String hint = ". Use different aliases on the fields to fetch both if this was intentional.";
        require(
                first.equals(second),
                before,
                "Fields \"" + alias + "\" conflict because \"" + first + "\" and \"" + second
                        + "\" are different fields" + hint);
        Value left = GraphqlNodes.pruned(before).get("Arguments");
        Value right = GraphqlNodes.pruned(field).get("Arguments");
        boolean same = left == null ? right == null : left.equals(right);
        require(same, before, "Fields \"" + alias + "\" conflict because they have differing arguments" + hint);
    }

    private void field(ObjectValue field, ObjectValue parent, boolean atQueryRoot) {
        String name = GraphqlNodes.name(field);
        directives(field, "FIELD");
        if (name.equals("__typename")) {
            return;
        }
        ObjectValue definition = fieldDefinition(name, parent, atQueryRoot);
        if (definition == null) {
            throw GraphqlNodes.problem(
                    field, "Cannot query field \"" + name + "\" on type \"" + GraphqlNodes.name(parent) + "\".");
        }
        String title = "Field \"" + name + "\"";
        arguments(field, definition, title, "on field \"" + GraphqlNodes.name(parent) + "." + name + "\"");
        ObjectValue type = GraphqlNodes.object(definition, "Type");
        ObjectValue fieldType = schema.type(GraphqlNodes.typeName(type));
        List<ObjectValue> selections = GraphqlNodes.list(field, "SelectionSet");
        boolean composite = fieldType != null && COMPOSITE.contains(GraphqlSchema.kind(fieldType));
        String typeText = GraphqlNodes.typeText(type);
        require(
                !composite || !selections.isEmpty(),
                field,
                title + " of type \"" + typeText + "\" must have a selection of subfields. Did you mean \"" + name
                        + " { ... }\"?");
        require(
                composite || selections.isEmpty(),
                field,
                title + " must not have a selection since type \"" + typeText + "\" has no subfields.");
        if (fieldType != null && composite) {
            selections(selections, fieldType, false);
        }
    }

    private @Nullable ObjectValue fieldDefinition(String name, ObjectValue parent, boolean atQueryRoot) {
        if (atQueryRoot && (name.equals("__schema") || name.equals("__type"))) {
            String own = name.equals("__schema")
                    ? "type Q { __schema: __Schema! }"
                    : "type Q { __type(name: String!): __Type }";
            ObjectValue holder = GraphqlNodes.list(GraphqlSchemaParser.parse(own, true), "Definitions")
                    .getFirst();
            return GraphqlNodes.named(GraphqlNodes.list(holder, "Fields"), name);
        }
        return GraphqlNodes.named(GraphqlNodes.list(parent, "Fields"), name);
    }

    private void arguments(ObjectValue node, ObjectValue definition, String title, String place) {
        List<ObjectValue> given = GraphqlNodes.list(node, "Arguments");
        List<ObjectValue> known = GraphqlNodes.list(definition, "Arguments");
        Set<String> names = new HashSet<>();
        for (ObjectValue argument : given) {
            String name = GraphqlNodes.name(argument);
            require(names.add(name), argument, "There can be only one argument named \"" + name + "\".");
            ObjectValue parameter = GraphqlNodes.named(known, name);
            if (parameter == null) {
                throw GraphqlNodes.problem(argument, "Unknown argument \"" + name + "\" " + place + ".");
            }
            new GraphqlValueCheck(schema, variables, usedVariables)
                    .check(
                            GraphqlNodes.object(argument, "Value"),
                            GraphqlNodes.object(parameter, "Type"),
                            parameter.get("DefaultValue") instanceof ObjectValue);
        }
        for (ObjectValue parameter : known) {
            ObjectValue type = GraphqlNodes.object(parameter, "Type");
            boolean needed =
                    GraphqlNodes.flag(type, "NonNull") && !(parameter.get("DefaultValue") instanceof ObjectValue);
            String name = GraphqlNodes.name(parameter);
            require(
                    !needed || names.contains(name),
                    node,
                    title + " argument \"" + name + "\" of type \"" + GraphqlNodes.typeText(type)
                            + "\" is required, but it was not provided.");
        }
    }

    private void directives(ObjectValue node, String location) {
        Set<String> seen = new HashSet<>();
        for (ObjectValue directive : GraphqlNodes.list(node, "Directives")) {
            String name = GraphqlNodes.name(directive);
            ObjectValue definition = schema.directives().get(name);
            if (definition == null) {
                throw GraphqlNodes.problem(directive, "Unknown directive \"@" + name + "\".");
            }
            require(
                    GraphqlNodes.texts(definition, "Locations").contains(location),
                    directive,
                    "Directive \"@" + name + "\" may not be used on " + location + ".");
            boolean again = !seen.add(name) && !GraphqlNodes.flag(definition, "IsRepeatable");
            require(!again, directive, "The directive \"@" + name + "\" can only be used once at this location.");
            arguments(directive, definition, "Directive \"@" + name + "\"", "on directive \"@" + name + "\"");
        }
    }

    private ObjectValue condition(ObjectValue fragment, String subject) {
        String name = GraphqlNodes.text(fragment, "TypeCondition");
        ObjectValue type = schema.type(name);
        if (type == null) {
            throw GraphqlNodes.problem(fragment, "Unknown type \"" + name + "\".");
        }
        require(
                COMPOSITE.contains(GraphqlSchema.kind(type)),
                fragment,
                subject + " non composite type \"" + name + "\".");
        return type;
    }

    private void inlineFragment(ObjectValue fragment, ObjectValue parent) {
        directives(fragment, "INLINE_FRAGMENT");
        ObjectValue type = parent;
        if (!GraphqlNodes.text(fragment, "TypeCondition").isEmpty()) {
            type = condition(fragment, "Fragment cannot condition on");
            require(
                    overlaps(parent, type),
                    fragment,
                    "Fragment cannot be spread here as objects of type \"" + GraphqlNodes.name(parent)
                            + "\" can never be of type \"" + GraphqlNodes.name(type) + "\".");
        }
        selections(GraphqlNodes.list(fragment, "SelectionSet"), type, false);
    }

    private boolean overlaps(ObjectValue one, ObjectValue other) {
        Set<String> common = new HashSet<>(schema.possibleTypes(GraphqlNodes.name(one)));
        common.retainAll(schema.possibleTypes(GraphqlNodes.name(other)));
        return !common.isEmpty();
    }

    private void spread(ObjectValue spread, ObjectValue parent) {
        String name = GraphqlNodes.name(spread);
        ObjectValue fragment = fragments.get(name);
        if (fragment == null) {
            throw GraphqlNodes.problem(spread, "Unknown fragment \"" + name + "\".");
        }
        directives(spread, "FRAGMENT_SPREAD");
        usedFragments.add(name);
        require(openFragments.add(name), spread, "Cannot spread fragment \"" + name + "\" within itself.");
        ObjectValue type = condition(fragment, "Fragment \"" + name + "\" cannot condition on");
        require(
                overlaps(parent, type),
                spread,
                "Fragment \"" + name + "\" cannot be spread here as objects of type \"" + GraphqlNodes.name(parent)
                        + "\" can never be of type \"" + GraphqlNodes.name(type) + "\".");
        directives(fragment, "FRAGMENT_DEFINITION");
        selections(GraphqlNodes.list(fragment, "SelectionSet"), type, false);
        openFragments.remove(name);
    }
}
