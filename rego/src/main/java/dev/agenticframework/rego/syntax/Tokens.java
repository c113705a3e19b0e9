package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A cursor over the tokens of one source, which can be reset. Collects the parse errors.
final class Tokens {
    /// The maximum depth of terms and bodies, and the maximum length of a chain of infix operators.
    static final int MAX_NESTING = 400;

    private final Lexer lexer;
    private final List<RegoError> errors = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private Token token;
    private Location lastAt = Location.NONE;
    private int wildcards;
    private int depth;
    private boolean notBodies;

    record Mark(Lexer.Mark lexer, Token token, Location lastAt, int wildcards, int depth, int errors) {}

    Tokens(SourceText source) {
        lexer = new Lexer(source);
        token = lexer.next();
        reportFaults();
    }

    Token token() {
        return token;
    }

    TokenKind kind() {
        return token.kind();
    }

    Location at() {
        return token.at();
    }

    boolean is(TokenKind kind) {
        return token.kind() == kind;
    }

    /// Returns the end of the token before the current one.
    int lastEnd() {
        return lastAt.end();
    }

    void next() {
        lastAt = token.at();
        token = lexer.next();
        reportFaults();
    }

    void nextTemplatePart(boolean raw) {
        lastAt = token.at();
        token = lexer.nextTemplatePart(raw);
        reportFaults();
    }

    private void reportFaults() {
        if (!lexer.faults().isEmpty()) {
            lexer.faults().forEach(fault -> error(token.at(), fault));
            token = token.as(TokenKind.ILLEGAL);
        }
    }

    boolean accept(TokenKind kind) {
        if (!is(kind)) {
            return false;
        }
        next();
        return true;
    }

    /// Returns the token after the current one.
    Token peek() {
        Mark mark = mark();
        next();
        Token following = token;
        reset(mark);
        return following;
    }

    Mark mark() {
        return new Mark(lexer.mark(), token, lastAt, wildcards, depth, errors.size());
    }

    void reset(Mark mark) {
        lexer.reset(mark.lexer());
        token = mark.token();
        lastAt = mark.lastAt();
        wildcards = mark.wildcards();
        depth = mark.depth();
        while (errors.size() > mark.errors()) {
            errors.removeLast();
        }
    }

    /// Whether the current token is a keyword directly before `.` or `[`, where it is a name.
    boolean isKeywordBeforePath() {
        if (!kind().isKeyword()) {
            return false;
        }
        Token after = peek();
        return !after.spaced() && (after.kind() == TokenKind.DOT || after.kind() == TokenKind.LBRACK);
    }

    /// Treats the current keyword as a plain name.
    void takeAsIdentifier() {
        token = token.as(TokenKind.IDENT);
    }

    void addKeywords(Map<String, TokenKind> keywords) {
        lexer.addKeywords(keywords);
        notBodies |= keywords.containsKey(TokenKind.NOT.text);
        if (is(TokenKind.IDENT) && keywords.containsKey(token.text())) {
            token = token.as(keywords.get(token.text()));
        }
    }

    /// Whether `not` takes a body.
    boolean hasNotBodies() {
        return notBodies;
    }

    /// Whether `and` or `or` is a keyword.
    boolean hasLogicalKeywords() {
        return lexer.isKeyword("and") || lexer.isKeyword("or");
    }

    boolean isLogicalOperator() {
        return is(TokenKind.LOGICAL_AND) || is(TokenKind.LOGICAL_OR);
    }

    boolean isKeyword(String word) {
        return lexer.isKeyword(word);
    }

    String freshWildcard() {
        return Names.wildcard(wildcards++);
    }

    List<Comment> comments() {
        return lexer.comments();
    }

    void enter() {
        if (++depth > MAX_NESTING) {
            throw fail(at(), "max parsing recursion depth exceeded");
        }
    }

    void leave() {
        depth--;
    }

    List<RegoError> errors() {
        return errors;
    }

    void hint(String hint) {
        hints.add(hint);
    }

    boolean hasHints() {
        return !hints.isEmpty();
    }

    void error(Location at, String message) {
        String full = message;
        if (hints.size() == 1) {
            full += " (hint: " + hints.getFirst() + ")";
        } else if (!hints.isEmpty()) {
            full += " (hints: " + String.join(", ", hints) + ")";
        }
        hints.clear();
        errors.add(RegoError.of(RegoError.PARSE, at, full).withSnippet(visible(at)));
    }

    // The caret of an error at the end of a line is below the last character before it.
    private static Location visible(Location at) {
        String text = at.source().text();
        int offset = Math.max(0, Math.min(at.offset(), text.length() - 1));
        while (offset > 0 && Character.isWhitespace(text.charAt(offset))) {
            offset--;
        }
        return new Location(at.source(), offset, offset, at.row(), at.col());
    }

    /// Records an error, and returns the exception to throw.
    ParseFailure fail(Location at, String message) {
        error(at, message);
        return new ParseFailure();
    }

    /// Records that the current token is not allowed here.
    ParseFailure illegal(String note) {
        if (is(TokenKind.ILLEGAL)) {
            return fail(at(), "illegal token");
        }
        String what = kind().text + (kind().isKeyword() ? " keyword" : " token");
        return fail(at(), "unexpected " + what + (note.isEmpty() ? "" : ": " + note));
    }
}
