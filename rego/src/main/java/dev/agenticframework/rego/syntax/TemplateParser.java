package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.ArrayList;
import java.util.List;

/// Parses `$"text {expression} text"`, and its raw form in backquotes.
final class TemplateParser {
    private final Tokens tokens;
    private final BodyParser bodies;

    TemplateParser(Tokens tokens, BodyParser bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    Term.Template parse(boolean raw) {
        Location start = tokens.at();
        List<Term.Template.Part> parts = new ArrayList<>();
        boolean first = true;
        while (true) {
            text(raw, first, parts);
            if (tokens.is(TokenKind.TEMPLATE_END) || tokens.is(TokenKind.RAW_TEMPLATE_END)) {
                break;
            }
            first = false;
            hole(parts);
            tokens.nextTemplatePart(raw);
            if (tokens.is(TokenKind.ILLEGAL)) {
                throw tokens.illegal("");
            }
        }
        tokens.next();
        return new Term.Template(start.endingAt(tokens.lastEnd()), raw, List.copyOf(parts));
    }

    private void text(boolean raw, boolean first, List<Term.Template.Part> parts) {
        String literal = tokens.token().text();
        // The first token contains the `$`, the quote and the delimiter. The others contain none of these.
        String inner = first ? literal.substring(2, literal.length() - 1) : literal;
        String text = raw ? inner.replace("\\{", "{") : StringLiteral.unescape(unbraced(inner));
        if (text == null) {
            throw tokens.fail(tokens.at(), "illegal template-string part: " + literal);
        }
        if (!text.isEmpty()) {
            parts.add(new Term.Template.Text(Term.string(tokens.at(), text)));
        }
    }

    private static String unbraced(String inner) {
        if (!inner.contains("\\{")) {
            return inner;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i + 1 < inner.length()) {
                char escaped = inner.charAt(++i);
                out.append(escaped == '{' ? "{" : "\\" + escaped);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void hole(List<Term.Template.Part> parts) {
        tokens.next();
        Expr expr = bodies.literal();
        check(expr);
        boolean plainScalar = expr.form() instanceof Expr.Form.Plain(Term.Scalar ignored)
                && expr.withs().isEmpty();
        if (plainScalar && expr.form() instanceof Expr.Form.Plain(Term.Scalar scalar)) {
            parts.add(new Term.Template.Text(scalar));
        } else {
            parts.add(new Term.Template.Hole(expr));
        }
        if (!tokens.is(TokenKind.RBRACE)) {
            throw tokens.fail(tokens.at(), "expected } to end template string expression");
        }
    }

    private void check(Expr expr) {
        String unexpected = expr.negated()
                ? "negation ('not')"
                : expr.asEquality() != null
                        ? "unification ('=')"
                        : expr.asAssignment() != null
                                ? "assignment (':=')"
                                : switch (expr.form()) {
                                    case Expr.Form.Every ignored -> "'every'";
                                    case Expr.Form.Some ignored -> "'some'";
                                    case Expr.Form.Not ignored -> "negation ('not')";
                                    case Expr.Form.Logical ignored -> "";
                                    case Expr.Form.Plain ignored -> "";
                                    case Expr.Form.Call ignored -> "";
                                };
        if (!unexpected.isEmpty()) {
            throw tokens.fail(expr.at(), "unexpected " + unexpected + " in template-string expression");
        }
    }
}
