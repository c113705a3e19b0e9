package dev.agenticframework.policy;

import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the structure of HCL. A literal becomes a value. An expression that must be computed becomes
/// `{"expression": "its text"}`, so that policies do not take an unknown value for an absent one. Source: the HCL
/// native syntax specification.
final class HclReader {

    static final int MAX_DEPTH = 50;

    private static final int MAX_SHOWN = 60;

    private final String source;
    private final List<HclToken> tokens;
    private int at;

    /// A block with its type, labels and body. Inner blocks are arrays by their type, as in a plan.
    record Block(String type, List<String> labels, int line, Value body, Value lines) {}

    private HclReader(String source) throws HclException {
        this.source = source.replace("\r\n", "\n");
        this.tokens = HclLexer.tokens(source);
    }

    /// @param path of the file
    static List<Block> read(String path, String source, Budget budget) throws HclException {
        var reader = new HclReader(source);
        // Every value has a token of its own.
        budget.values(path, reader.tokens.size());
        var blocks = new ArrayList<Block>();
        reader.skipNewlines();
        while (!reader.peek().kind().equals("end")) {
            if (reader.peek().kind().equals("name")
                    && reader.tokens.get(reader.at + 1).is("=")) {
                reader.at += 2;
                reader.expression(0);
            } else {
                blocks.add(reader.block(0));
            }
            reader.skipNewlines();
        }
        return blocks;
    }

    private HclToken peek() {
        return tokens.get(at);
    }

    private HclToken next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    private boolean take(String mark) {
        if (peek().is(mark)) {
            at++;
            return true;
        }
        return false;
    }

    private void skipNewlines() {
        while (peek().kind().equals("newline")) {
            at++;
        }
    }

    private HclException unexpected(String wanted) {
        return new HclException(
                peek().line(),
                "expected " + wanted + ", found '" + shown(peek().text().strip()) + "'");
    }

    private static String shown(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    }

    private Block block(int depth) throws HclException {
        if (depth > MAX_DEPTH) {
            throw new HclException(peek().line(), "nested more than " + MAX_DEPTH + " levels deep");
        }
        var type = next();
        if (!type.kind().equals("name")) {
            at--;
            throw unexpected("a block");
        }
        var labels = new ArrayList<String>();
        while (peek().kind().equals("text") || peek().kind().equals("name")) {
            labels.add(next().text());
        }
        if (!take("{")) {
            throw unexpected("'{'");
        }
        var entries = new LinkedHashMap<String, Value>();
        var blocks = new LinkedHashMap<String, List<Value>>();
        var lines = ObjectValue.builder();
        skipNewlines();
        while (!take("}")) {
            entry(entries, blocks, lines, depth);
            skipNewlines();
        }
        blocks.forEach((name, all) -> entries.put(name, Documents.array(all)));
        return new Block(type.text(), labels, type.line(), object(entries), lines.build());
    }

    private void entry(
            Map<String, Value> entries, Map<String, List<Value>> blocks, ObjectValue.Builder lines, int depth)
            throws HclException {
        var name = peek();
        if (name.kind().equals("name") && tokens.get(at + 1).is("=")) {
            at += 2;
            entries.put(name.text(), expression(depth + 1));
            lines.put(name.text(), Documents.number(name.line()));
            return;
        }
        var block = block(depth + 1);
        boolean dynamic = block.type().equals("dynamic") && block.labels().size() == 1;
        var key = dynamic ? block.labels().getFirst() : block.type();
        var body = dynamic ? unknown("dynamic " + key) : block.body();
        blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(body);
        lines.put(key, Documents.number(block.line()));
    }

    private static Value object(Map<String, Value> entries) {
        var object = ObjectValue.builder();
        entries.forEach(object::put);
        return object.build();
    }

    private static Value unknown(String text) {
        return ObjectValue.of("expression", Documents.text(text));
    }

    /// A value, unless an operator follows it.
    private Value expression(int depth) throws HclException {
        if (depth > MAX_DEPTH) {
            throw new HclException(peek().line(), "nested more than " + MAX_DEPTH + " levels deep");
        }
        int start = at;
        var value = literal(depth);
        if (value != null && endsHere()) {
            return value;
        }
        at = start;
        skipExpression();
        return unknown(
                source.substring(tokens.get(start).start(), tokens.get(at - 1).end()));
    }

    private boolean endsHere() {
        var token = peek();
        return token.kind().equals("newline")
                || token.kind().equals("end")
                || token.is(",")
                || token.is("]")
                || token.is("}")
                || token.is(")");
    }

    private @org.jspecify.annotations.Nullable Value literal(int depth) throws HclException {
        var token = next();
        return switch (token.kind()) {
            case "text" -> Documents.text(token.text());
            case "number" -> number(token.text());
            case "name" -> named(token, depth);
            case "mark" ->
                switch (token.text()) {
                    case "[" -> list(depth);
                    case "{" -> map(depth);
                    default -> null;
                };
            default -> null;
        };
    }

    private static @org.jspecify.annotations.Nullable Value number(String text) {
        try {
            return NumberValue.parse(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @org.jspecify.annotations.Nullable Value named(HclToken token, int depth) throws HclException {
        return switch (token.text()) {
            case "true" -> BooleanValue.TRUE;
            case "false" -> BooleanValue.FALSE;
            case "null" -> NullValue.NULL;
            case "jsonencode" -> {
                if (!take("(")) {
                    yield null;
                }
                skipNewlines();
                var argument = expression(depth + 1);
                skipNewlines();
                yield take(")") ? ObjectValue.of("json", argument) : null;
            }
            default -> null;
        };
    }

    private @org.jspecify.annotations.Nullable Value list(int depth) throws HclException {
        var items = new ArrayList<Value>();
        skipNewlines();
        if (peek().kind().equals("name") && peek().text().equals("for")) {
            return null;
        }
        while (!take("]")) {
            items.add(expression(depth + 1));
            skipNewlines();
            if (!take(",") && !peek().is("]")) {
                throw unexpected("',' or ']'");
            }
            skipNewlines();
        }
        return Documents.array(items);
    }

    private @org.jspecify.annotations.Nullable Value map(int depth) throws HclException {
        var entries = new LinkedHashMap<String, Value>();
        skipNewlines();
        if (peek().kind().equals("name")
                && peek().text().equals("for")
                && !tokens.get(at + 1).is("=")) {
            return null;
        }
        while (!take("}")) {
            var key = next();
            boolean computed = key.is("(") || key.kind().equals("template");
            while (!peek().is("=") && !peek().is(":")) {
                if (peek().kind().equals("end") || peek().is("}")) {
                    throw unexpected("'='");
                }
                next();
            }
            next();
            var value = expression(depth + 1);
            if (!computed) {
                entries.put(key.text(), value);
            }
            take(",");
            skipNewlines();
        }
        return object(entries);
    }

    /// Skips to the end of an expression. Line ends inside brackets do not end it.
    private void skipExpression() throws HclException {
        int open = 0;
        while (open > 0 || !endsHere()) {
            var token = next();
            if (token.kind().equals("end")) {
                throw new HclException(token.line(), "the expression has no end");
            }
            if (token.is("(") || token.is("[") || token.is("{")) {
                open++;
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                open--;
            }
        }
    }
}
