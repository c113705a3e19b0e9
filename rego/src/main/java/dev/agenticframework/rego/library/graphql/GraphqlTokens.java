package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.graphql.GraphqlLexer.Kind;
import dev.agenticframework.rego.library.graphql.GraphqlLexer.Token;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads tokens with one token of look-ahead, and creates the nodes of documents: objects with a `Position` and
/// other fields.
class GraphqlTokens {
    /// Deeper documents are rejected.
    private static final int MAX_DEPTH = 500;

    private final GraphqlLexer lexer;
    private @Nullable Token peeked;
    private Token previous = new Token(Kind.INVALID, "", 1, 1);
    private int depth;

    GraphqlTokens(String text) {
        this.lexer = new GraphqlLexer(text);
    }

    Token peek() {
        Token known = peeked;
        if (known == null) {
            known = lexer.next();
            while (known.kind() == Kind.COMMENT) {
                known = lexer.next();
            }
            peeked = known;
        }
        return known;
    }

    Token next() {
        previous = peek();
        peeked = null;
        return previous;
    }

    Token previous() {
        return previous;
    }

    boolean peeks(Kind kind) {
        return peek().kind() == kind;
    }

    boolean peeksName(String name) {
        return peeks(Kind.NAME) && peek().text().equals(name);
    }

    boolean skip(Kind kind) {
        if (!peeks(kind)) {
            return false;
        }
        next();
        return true;
    }

    Token expect(Kind kind) {
        if (!peeks(kind)) {
            throw problem(peek(), "Expected " + kind + ", found " + peek().kind());
        }
        return next();
    }

    void expectKeyword(String keyword) {
        if (!peeksName(keyword)) {
            throw problem(peek(), "Expected \"" + keyword + "\", found " + peek());
        }
        next();
    }

    String name() {
        return expect(Kind.NAME).text();
    }

    BuiltinException unexpected(Token token) {
        return problem(token, "Unexpected " + token);
    }

    static BuiltinException problem(Token token, String message) {
        return GraphqlLexer.at(message, token.line(), token.column());
    }

    interface Item {
        Value read();
    }

    /// Reads the items between two tokens: none if the first token is missing, else at least one.
    Value some(Kind start, Kind end, Item item) {
        if (!skip(start)) {
            return ArrayValue.EMPTY;
        }
        List<Value> items = new ArrayList<>();
        enter();
        while (!peeks(end)) {
            items.add(item.read());
        }
        if (items.isEmpty()) {
            throw problem(peek(), "expected at least one definition, found " + peek().kind());
        }
        leave();
        next();
        return ArrayValue.of(items);
    }

    Value many(Kind start, Kind end, Item item) {
        List<Value> items = new ArrayList<>();
        expect(start);
        enter();
        while (!peeks(end)) {
            items.add(item.read());
        }
        leave();
        next();
        return ArrayValue.of(items);
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw problem(peek(), "document is nested more than " + MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /// Starts a node at the next token.
    ObjectValue.Builder node() {
        Token token = peek();
        return ObjectValue.builder()
                .put(
                        "Position",
                        ObjectValue.builder()
                                .put("Line", NumberValue.of(token.line()))
                                .put("Column", NumberValue.of(token.column()))
                                .build());
    }

    static Value text(String text) {
        return StringValue.of(text);
    }
}
