package dev.agenticframework.localpipelines;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.agenticframework.localpipelines.Expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses conditions. `!` binds tightest, then comparisons, then `&&`, then `||`; parentheses group.
final class ExpressionParser {

    static final int MAX_CHARS = 10_000;
    static final int MAX_DEPTH = 100;

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?P<operator>==|!=|=~|!~|&&|\\|\\||\\(|\\)|!)"
            + "|(?P<variable>\\$[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?P<text>\"[^\"]*\"|'[^']*')"
            + "|(?P<word>(?:null|true|false)\\b)"
            + "|(?P<pattern>/(?:[^/\\\\]|\\\\.)+/[a-zA-Z]*)"
            + ")\\s*");

    private record Token(String kind, String text) {}

    private final List<Token> tokens;
    private int at;

    private ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// The condition; empty when GitLab refuses it.
    static Optional<Expression> parse(String text) {
        var tokens = tokens(text);
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        var parser = new ExpressionParser(tokens);
        try {
            var expression = parser.or(0);
            return parser.at == tokens.size() ? Optional.of(expression) : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        if (text.length() > MAX_CHARS) {
            return List.of();
        }
        var matcher = TOKEN.matcher(text);
        for (int at = 0; at < text.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return List.of();
            }
            tokens.add(token(matcher));
        }
        return tokens;
    }

    private static Token token(Matcher matcher) {
        for (var kind : new String[] {"operator", "variable", "text", "word", "pattern"}) {
            var text = matcher.group(kind);
            if (text != null) {
                return new Token(kind, text);
            }
        }
        throw new IllegalStateException();
    }

    private Expression or(int depth) {
        var left = and(depth);
        while (take("||")) {
            left = new Expression.Or(left, and(depth));
        }
        return left;
    }

    private Expression and(int depth) {
        var left = comparison(depth);
        while (take("&&")) {
            left = new Expression.And(left, comparison(depth));
        }
        return left;
    }

    private Expression comparison(int depth) {
        var left = operand(depth);
        if (take("==")) {
            return new Expression.Equal(left, operand(depth), false);
        } else if (take("!=")) {
            return new Expression.Equal(left, operand(depth), true);
        } else if (take("=~")) {
            return new Expression.Match(left, operand(depth), false);
        } else if (take("!~")) {
            return new Expression.Match(left, operand(depth), true);
        }
        return left;
    }

    private Expression operand(int depth) {
        if (at >= tokens.size() || depth > MAX_DEPTH) {
            throw new IllegalStateException();
        }
        var token = tokens.get(at++);
        return switch (token.kind()) {
            case "variable" -> new Expression.Variable(token.text().substring(1));
            case "text" ->
                new Expression.Literal(
                        new Value.Text(token.text().substring(1, token.text().length() - 1)));
            case "word" -> word(token.text());
            case "pattern" -> pattern(token.text());
            default -> token.text().equals("!") ? new Expression.Not(operand(depth + 1)) : group(token, depth);
        };
    }

    private static Expression word(String text) {
        return new Expression.Literal(text.equals("null") ? new Value.Nothing() : new Value.Flag(text.equals("true")));
    }

    private static Expression pattern(String text) {
        if (Expression.pattern(text).isEmpty()) {
            throw new IllegalStateException();
        }
        return new Expression.Literal(new Value.Text(text));
    }

    private Expression group(Token token, int depth) {
        if (!token.text().equals("(")) {
            throw new IllegalStateException();
        }
        var inside = or(depth + 1);
        if (!take(")")) {
            throw new IllegalStateException();
        }
        return inside;
    }

    private boolean take(String operator) {
        if (at < tokens.size()
                && tokens.get(at).kind().equals("operator")
                && tokens.get(at).text().equals(operator)) {
            at++;
            return true;
        }
        return false;
    }
}
