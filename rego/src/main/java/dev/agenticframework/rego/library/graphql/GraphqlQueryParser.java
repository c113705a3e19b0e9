package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.library.graphql.GraphqlLexer.Kind;
import dev.agenticframework.rego.library.graphql.GraphqlLexer.Token;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Parses executable GraphQL documents, and the parts that they share with schemas: values, types, directives.
class GraphqlQueryParser extends GraphqlTokens {
    private static final Set<String> OPERATIONS = Set.of("query", "mutation", "subscription");

    // The numbers of value kinds in the syntax tree.
    private static final int VARIABLE = 0;
    private static final int LIST = 8;
    private static final int OBJECT = 9;

    GraphqlQueryParser(String text) {
        super(text);
    }

    static ObjectValue parse(String text) {
        return new GraphqlQueryParser(text).document();
    }

    private ObjectValue document() {
        List<Value> operations = new ArrayList<>();
        List<Value> fragments = new ArrayList<>();
        while (!peeks(Kind.END)) {
            if (peeks(Kind.BRACE_LEFT) || (peeks(Kind.NAME) && OPERATIONS.contains(peek().text()))) {
                operations.add(operation());
            } else if (peeksName("fragment")) {
                fragments.add(fragment());
            } else {
                throw unexpected(peek());
            }
        }
        return ObjectValue.builder()
                .put("Operations", ArrayValue.of(operations))
                .put("Fragments", ArrayValue.of(fragments))
                .build();
    }

    private Value operation() {
        ObjectValue.Builder node = node();
        if (peeks(Kind.BRACE_LEFT)) {
            return node.put("Operation", text("query"))
                    .put("Name", text(""))
                    .put("SelectionSet", requiredSelections())
                    .build();
        }
        node.put("Operation", text(next().text()));
        node.put("Name", text(peeks(Kind.NAME) ? next().text() : ""));
        node.put("VariableDefinitions", variableDefinitions());
        node.put("Directives", directives(false));
        return node.put("SelectionSet", requiredSelections()).build();
    }

    private Value variableDefinitions() {
        return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, this::variableDefinition);
    }

    private Value variableDefinition() {
        ObjectValue.Builder node = node();
        node.put("Variable", text(variable()));
        expect(Kind.COLON);
        node.put("Type", type());
        if (skip(Kind.EQUALS)) {
            node.put("DefaultValue", value(true));
        }
        node.put("Directives", directives(false));
        return node.put("Used", BooleanValue.FALSE).build();
    }

    private String variable() {
        expect(Kind.DOLLAR);
        return name();
    }

    private Value requiredSelections() {
        if (!peeks(Kind.BRACE_LEFT)) {
            throw problem(peek(), "Expected {, found " + peek().kind());
        }
        return some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::selection);
    }

    private Value selection() {
        return peeks(Kind.SPREAD) ? spread() : field();
    }

    private Value field() {
        ObjectValue.Builder node = node();
        String alias = name();
        node.put("Alias", text(alias));
        node.put("Name", text(skip(Kind.COLON) ? name() : alias));
        node.put("Arguments", arguments(false));
        node.put("Directives", directives(false));
        return node.put("SelectionSet", some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::selection))
                .build();
    }

    private Value spread() {
        expect(Kind.SPREAD);
        ObjectValue.Builder node = node();
        if (peeks(Kind.NAME) && !peek().text().equals("on")) {
            node.put("Name", text(fragmentName()));
            return node.put("Directives", directives(false)).build();
        }
        String condition = "";
        if (peeksName("on")) {
            next();
            condition = name();
        }
        node.put("TypeCondition", text(condition));
        node.put("Directives", directives(false));
        return node.put("SelectionSet", requiredSelections()).build();
    }

    private Value fragment() {
        ObjectValue.Builder node = node();
        expectKeyword("fragment");
        node.put("Name", text(fragmentName()));
        node.put("VariableDefinition", variableDefinitions());
        expectKeyword("on");
        node.put("TypeCondition", text(name()));
        node.put("Directives", directives(false));
        return node.put("SelectionSet", requiredSelections()).build();
    }

    private String fragmentName() {
        if (peek().text().equals("on")) {
            throw unexpected(peek());
        }
        return name();
    }

    Value arguments(boolean constant) {
        return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, () -> {
            ObjectValue.Builder node = node();
            node.put("Name", text(name()));
            expect(Kind.COLON);
            return node.put("Value", value(constant)).build();
        });
    }

    Value directives(boolean constant) {
        List<Value> directives = new ArrayList<>();
        while (skip(Kind.AT)) {
            ObjectValue.Builder node = node();
            node.put("Name", text(name()));
            node.put("Arguments", arguments(constant));
            directives.add(node.put("Location", text("")).build());
        }
        return ArrayValue.of(directives);
    }

    Value type() {
        ObjectValue.Builder node;
        if (skip(Kind.BRACKET_LEFT)) {
            node = node();
            enter();
            node.put("NamedType", text("")).put("Elem", type());
            leave();
            expect(Kind.BRACKET_RIGHT);
        } else {
            node = node();
            node.put("NamedType", text(name()));
        }
        return node.put("NonNull", BooleanValue.of(skip(Kind.BANG))).build();
    }

    Value value(boolean constant) {
        Token token = peek();
        return switch (token.kind()) {
            case BRACKET_LEFT -> collection(LIST, Kind.BRACKET_LEFT, Kind.BRACKET_RIGHT, () -> listItem(constant));
            case BRACE_LEFT -> collection(OBJECT, Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> objectField(constant));
            case DOLLAR -> {
                if (constant) {
                    throw unexpected(token);
                }
                ObjectValue.Builder node = node();
                yield valueNode(node, variable(), VARIABLE);
            }
            case INT -> scalar(1);
            case FLOAT -> scalar(2);
            case STRING -> scalar(3);
            case BLOCK_STRING -> scalar(4);
            case NAME -> scalar(namedKind(token.text()));
            default -> throw unexpected(token);
        };
    }

    private static int namedKind(String name) {
        return switch (name) {
            case "true", "false" -> 5;
            case "null" -> 6;
            default -> 7;
        };
    }

    private Value scalar(int kind) {
        ObjectValue.Builder node = node();
        return valueNode(node, next().text(), kind);
    }

    private static Value valueNode(ObjectValue.Builder node, String raw, int kind) {
        return node.put("Raw", text(raw))
                .put("Kind", NumberValue.of(kind))
                .put("ExpectedTypeHasDefault", BooleanValue.FALSE)
                .build();
    }

    private Value collection(int kind, Kind start, Kind end, Item item) {
        ObjectValue.Builder node = node();
        node.put("Children", many(start, end, item));
        return valueNode(node, "", kind);
    }

    private Value listItem(boolean constant) {
        return ObjectValue.builder()
                .put("Name", text(""))
                .put("Value", value(constant))
                .build();
    }

    private Value objectField(boolean constant) {
        ObjectValue.Builder node = node();
        node.put("Name", text(name()));
        expect(Kind.COLON);
        return node.put("Value", value(constant)).build();
    }
}
