package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A schema with its extensions merged in and the built-in types added, validated according to the specification.
final class GraphqlSchema {
    private static final String OWN_TYPES = """
            scalar Int
            scalar Float
            scalar String
            scalar Boolean
            scalar ID
            directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @deprecated(reason: String = "No longer supported")
              on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
            directive @specifiedBy(url: String!) on SCALAR
            directive @oneOf on INPUT_OBJECT
            type __Schema {
              description: String types: [__Type!]! queryType: __Type! mutationType: __Type
              subscriptionType: __Type directives: [__Directive!]!
            }
            type __Type {
              kind: __TypeKind! name: String description: String specifiedByURL: String
              fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
              enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
              inputFields(includeDeprecated: Boolean = false): [__InputValue!] ofType: __Type isOneOf: Boolean
            }
            enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
            type __Field {
              name: String! description: String args(includeDeprecated: Boolean = false): [__InputValue!]!
              type: __Type! isDeprecated: Boolean! deprecationReason: String
            }
            type __InputValue {
              name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean!
              deprecationReason: String
            }
            type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
            type __Directive {
              name: String! description: String locations: [__DirectiveLocation!]!
              args(includeDeprecated: Boolean = false): [__InputValue!]! isRepeatable: Boolean!
            }
            enum __DirectiveLocation {
              QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
              SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT
              INPUT_FIELD_DEFINITION
            }
            """;

    private static final Set<String> REDEFINABLE =
            Set.of("include", "skip", "deprecated", "specifiedBy", "defer", "oneOf");

    private static final List<String> MERGED = List.of("Directives", "Interfaces", "Fields", "Types", "EnumValues");

    private static final class OwnTypes {
        private static final ObjectValue PARSED = GraphqlSchemaParser.parse(OWN_TYPES, true);
    }

    private final Map<String, ObjectValue> types = new TreeMap<>();
    private final Map<String, ObjectValue> directives = new TreeMap<>();
    private final Map<String, Set<String>> possibleTypes = new HashMap<>();
    private final Map<String, String> roots = new HashMap<>();

    private GraphqlSchema() {}

    static GraphqlSchema of(ObjectValue document) {
        GraphqlSchema schema = new GraphqlSchema();
        schema.define(OwnTypes.PARSED);
        schema.define(document);
        schema.extend(document);
        schema.findPossibleTypes();
        schema.findRoots(document);
        new GraphqlSchemaCheck(schema).run(document);
        return schema;
    }

    private void define(ObjectValue document) {
        for (ObjectValue definition : GraphqlNodes.list(document, "Definitions")) {
            String name = GraphqlNodes.name(definition);
            if (types.put(name, definition) != null) {
                throw GraphqlNodes.problem(definition, "Cannot redeclare type " + name + ".");
            }
        }
        for (ObjectValue directive : GraphqlNodes.list(document, "Directives")) {
            String name = GraphqlNodes.name(directive);
            if (directives.put(name, directive) != null && !REDEFINABLE.contains(name)) {
                throw GraphqlNodes.problem(directive, "Cannot redeclare directive " + name + ".");
            }
        }
    }

    private void extend(ObjectValue document) {
        for (ObjectValue extension : GraphqlNodes.list(document, "Extensions")) {
            String name = GraphqlNodes.name(extension);
            ObjectValue base = types.get(name);
            if (base != null && !kind(base).equals(kind(extension))) {
                throw GraphqlNodes.problem(
                        extension,
                        "Cannot extend type " + name + " because the base type is a " + kind(base) + ", not "
                                + kind(extension) + ".");
            }
            types.put(name, base == null ? extension : merged(base, extension));
        }
    }

    private static ObjectValue merged(ObjectValue base, ObjectValue extension) {
        ObjectValue.Builder merged = base.toBuilder();
        for (String field : MERGED) {
            List<Value> all = new ArrayList<>();
            for (ObjectValue part : List.of(base, extension)) {
                if (part.get(field) instanceof ArrayValue items) {
                    items.forEach(all::add);
                }
            }
            merged.put(field, ArrayValue.of(all));
        }
        return merged.build();
    }

    private void findPossibleTypes() {
        for (ObjectValue definition : types.values()) {
            String name = GraphqlNodes.name(definition);
            switch (kind(definition)) {
                case "UNION" ->
                    GraphqlNodes.texts(definition, "Types").forEach(member -> addPossibleType(name, member));
                case "OBJECT", "INPUT_OBJECT", "INTERFACE" -> {
                    GraphqlNodes.texts(definition, "Interfaces").forEach(above -> addPossibleType(above, name));
                    addPossibleType(name, name);
                }
                default -> {}
            }
        }
    }

    private void addPossibleType(String abstractType, String type) {
        possibleTypes.computeIfAbsent(abstractType, _ -> new TreeSet<>()).add(type);
    }

    private void findRoots(ObjectValue document) {
        List<ObjectValue> schemas = GraphqlNodes.list(document, "Schema");
        if (schemas.size() > 1) {
            throw GraphqlNodes.problem(
                    schemas.get(1), "Cannot have multiple schema entry points, consider schema extensions instead.");
        }
        List<ObjectValue> all = new ArrayList<>(schemas);
        all.addAll(GraphqlNodes.list(document, "SchemaExtension"));
        for (ObjectValue schema : all) {
            for (ObjectValue root : GraphqlNodes.list(schema, "OperationTypes")) {
                String operation = GraphqlNodes.text(root, "Operation");
                String type = GraphqlNodes.text(root, "Type");
                if (!types.containsKey(type)) {
                    throw GraphqlNodes.problem(
                            root, "Schema root " + operation + " refers to a type " + type + " that does not exist.");
                }
                roots.put(operation, type);
            }
        }
        if (schemas.isEmpty()) {
            inferRoot("query", "Query");
            inferRoot("mutation", "Mutation");
            inferRoot("subscription", "Subscription");
        }
    }

    private void inferRoot(String operation, String type) {
        if (types.containsKey(type)) {
            roots.putIfAbsent(operation, type);
        }
    }

    static String kind(ObjectValue definition) {
        return GraphqlNodes.text(definition, "Kind");
    }

    Map<String, ObjectValue> types() {
        return types;
    }

    Map<String, ObjectValue> directives() {
        return directives;
    }

    @Nullable
    ObjectValue type(String name) {
        return types.get(name);
    }

    @Nullable
    ObjectValue root(String operation) {
        String name = roots.get(operation);
        return name == null ? null : types.get(name);
    }

    /// Returns the possible types of a value of a type.
    Set<String> possibleTypes(String name) {
        return possibleTypes.getOrDefault(name, Set.of());
    }
}
