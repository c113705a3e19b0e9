package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;

/// `graphql.*`.
public final class GraphqlBuiltins {
    private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY);

    private GraphqlBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function(
                "graphql.parse_query",
                (_, operands) -> GraphqlNodes.pruned(GraphqlQueryParser.parse(Operands.string(operands, 0))));
        table.function(
                "graphql.parse_schema",
                (_, operands) -> GraphqlNodes.pruned(GraphqlSchemaParser.parse(Operands.string(operands, 0), false)));
        table.function("graphql.parse", (_, operands) -> parse(operands));
        table.function("graphql.parse_and_verify", (_, operands) -> parseAndVerify(operands));
        table.function("graphql.is_valid", (_, operands) -> isValid(operands));
        table.function("graphql.schema_is_valid", (_, operands) -> isValidSchema(operands));
    }

    private static ObjectValue query(Value[] operands) {
        return switch (operands[0]) {
            case StringValue text -> GraphqlQueryParser.parse(text.text());
            case ObjectValue tree -> tree;
            default -> throw Operands.wrongType(0, operands[0], "string", "object");
        };
    }

    private static ObjectValue schema(Value[] operands, int position) {
        return switch (operands[position]) {
            case StringValue text -> GraphqlSchemaParser.parse(text.text(), false);
            case ObjectValue tree -> tree;
            default -> throw Operands.wrongType(position, operands[position], "string", "object");
        };
    }

    private static ArrayValue parse(Value[] operands) {
        ObjectValue query = query(operands);
        ObjectValue schema = schema(operands, 1);
        new GraphqlQueryCheck(GraphqlSchema.of(schema), query).run();
        return ArrayValue.of(GraphqlNodes.pruned(query), GraphqlNodes.pruned(schema));
    }

    private static Value parseAndVerify(Value[] operands) {
        try {
            ArrayValue parsed = parse(operands);
            return ArrayValue.of(BooleanValue.TRUE, parsed.get(0), parsed.get(1));
        } catch (BuiltinException invalid) {
            return UNVERIFIED;
        }
    }

    private static Value isValid(Value[] operands) {
        try {
            parse(operands);
            return BooleanValue.TRUE;
        } catch (BuiltinException invalid) {
            return BooleanValue.FALSE;
        }
    }

    private static Value isValidSchema(Value[] operands) {
        try {
            GraphqlSchema.of(schema(operands, 0));
            return BooleanValue.TRUE;
        } catch (BuiltinException invalid) {
            return BooleanValue.FALSE;
        }
    }
}
