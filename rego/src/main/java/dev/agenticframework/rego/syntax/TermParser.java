package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Parses single terms: literals, variables, references and calls. Collections and infix operators have their
/// own parsers.
final class TermParser {
    private final Tokens tokens;
    private final CollectionParser collections;
    private final InfixParser infix;
    private final TemplateParser templates;

    TermParser(Tokens tokens, BodyParser bodies) {
        this.tokens = tokens;
        infix = new InfixParser(tokens, this);
        collections = new CollectionParser(tokens, this, bodies);
        templates = new TemplateParser(tokens, bodies);
    }

    /// Parses a term with infix operators, including `k, v in xs`.
    Term full() {
        return infix.parse(true);
    }

    /// Parses a term with infix operators, in a list whose commas separate elements.
    Term listed() {
        return infix.parse(false);
    }

    /// Continues after a first operand that was already parsed.
    Term listedFrom(Term first) {
        return infix.from(first);
    }

    /// Parses one operand.
    Term term() {
        tokens.enter();
        try {
            takeKeywordAsRefHead();
            return tokens.is(TokenKind.SUB) ? negative() : follow(operand());
        } finally {
            tokens.leave();
        }
    }

    /// A keyword directly before `.` or `[` is a name.
    boolean takeKeywordAsRefHead() {
        if (!tokens.isKeywordBeforePath()) {
            return false;
        }
        tokens.takeAsIdentifier();
        return true;
    }

    private Term operand() {
        Location at = tokens.at();
        return switch (tokens.kind()) {
            case NULL -> constant(at, NullValue.NULL);
            case TRUE -> constant(at, BooleanValue.TRUE);
            case FALSE -> constant(at, BooleanValue.FALSE);
            case NUMBER, DOT -> number(at, "");
            case STRING -> string(at);
            case TEMPLATE_PART, TEMPLATE_END -> templates.parse(false);
            case RAW_TEMPLATE_PART, RAW_TEMPLATE_END -> templates.parse(true);
            case IDENT, CONTAINS -> variable();
            case LBRACK -> collections.array();
            case LBRACE -> collections.setOrObject();
            case LPAREN -> parenthesised(at);
            default -> throw tokens.illegal("");
        };
    }

    private Term constant(Location at, Value value) {
        tokens.next();
        return Term.scalar(at, value);
    }

    Term.Var variable() {
        String name = tokens.token().text();
        Term.Var variable = new Term.Var(tokens.at(), name.equals("_") ? tokens.freshWildcard() : name);
        tokens.next();
        return variable;
    }

    private Term parenthesised(Location at) {
        tokens.next();
        Term inner = full();
        if (!tokens.is(TokenKind.RPAREN)) {
            throw tokens.fail(tokens.at(), "non-terminated expression");
        }
        int end = tokens.at().end();
        tokens.next();
        return inner instanceof Term.Call(var ignored, var operator, var args)
                ? new Term.Call(at.endingAt(end), operator, args)
                : inner;
    }

    // `-x` is `0 - x`, except before a number.
    private Term negative() {
        Location at = tokens.at();
        tokens.next();
        if (tokens.is(TokenKind.IDENT) || tokens.is(TokenKind.CONTAINS)) {
            Term operand = follow(variable());
            return new Term.Call(
                    at.endingAt(tokens.lastEnd()),
                    Term.ref(at, TokenKind.SUB.text),
                    List.of(Term.scalar(at, NumberValue.ZERO), operand));
        }
        return follow(number(at, "-"));
    }

    private Term number(Location at, String sign) {
        String prefix = sign;
        if (tokens.accept(TokenKind.DOT)) {
            prefix += ".";
        }
        if (!tokens.is(TokenKind.NUMBER)) {
            throw tokens.illegal("expected number");
        }
        String digits = tokens.token().text();
        if (!prefix.endsWith(".") && hasLeadingZero(digits)) {
            throw tokens.illegal("expected number without leading zero");
        }
        NumberValue value;
        try {
            value = NumberValue.parse(prefix.replace(".", "0.") + digits);
        } catch (NumberFormatException | ArithmeticException tooBig) {
            throw tokens.fail(tokens.at(), "number too big");
        }
        tokens.next();
        return Term.scalar(at.endingAt(tokens.lastEnd()), value);
    }

    private static boolean hasLeadingZero(String digits) {
        return digits.length() > 1 && digits.charAt(0) == '0' && Lexer.isDigit(digits.charAt(1));
    }

    private Term string(Location at) {
        String literal = tokens.token().text();
        String inner = literal.substring(1, literal.length() - 1);
        if (literal.charAt(0) == '"') {
            inner = StringLiteral.unescape(inner);
            if (inner == null) {
                throw tokens.fail(at, "illegal string literal: " + literal);
            }
        }
        tokens.next();
        return Term.string(at, inner);
    }

    /// Parses the path or the arguments directly after a term.
    private Term follow(Term head) {
        if (isPathStart() && !tokens.token().spaced()) {
            return reference(head);
        }
        return asRoot(head);
    }

    /// Parses the name of a rule with its path or parameters, which may follow white space.
    Term ruleHead() {
        Term.Var name = variable();
        return isPathStart() ? reference(name) : asRoot(name);
    }

    private static Term asRoot(Term head) {
        return head instanceof Term.Var v && Names.ROOTS.contains(v.name()) ? new Term.Ref(v.at(), List.of(v)) : head;
    }

    private boolean isPathStart() {
        return tokens.is(TokenKind.LPAREN) || tokens.is(TokenKind.DOT) || tokens.is(TokenKind.LBRACK);
    }

    private Term reference(Term head) {
        if (head instanceof Term.Scalar || head instanceof Term.Template) {
            throw tokens.fail(head.at(), "illegal ref (head cannot be " + head.kindName() + ")");
        }
        List<Term> parts = new ArrayList<>();
        parts.add(head);
        boolean first = true;
        while (isPathStart() && (first || !tokens.token().spaced())) {
            first = false;
            switch (tokens.kind()) {
                case DOT -> parts.add(field());
                case LBRACK -> parts.add(index());
                default -> {
                    Term.Call call = call(ref(head, parts));
                    parts.clear();
                    parts.add(call);
                }
            }
        }
        if (parts.size() == 1 && parts.getFirst() instanceof Term.Call call) {
            return isEmptySet(call) ? new Term.SetOf(call.at(), List.of()) : call;
        }
        return ref(head, parts);
    }

    private static boolean isEmptySet(Term.Call call) {
        return call.args().isEmpty()
                && call.operator().parts().size() == 1
                && call.operator().headName().equals("set");
    }

    private Term.Ref ref(Term head, List<Term> parts) {
        return new Term.Ref(head.at().endingAt(tokens.lastEnd()), List.copyOf(parts));
    }

    private Term field() {
        tokens.next();
        boolean named = tokens.is(TokenKind.IDENT) || tokens.kind().isKeyword();
        if (!named || tokens.token().spaced()) {
            throw tokens.illegal("expected identifier");
        }
        Term.Scalar name = Term.string(tokens.at(), tokens.token().text());
        tokens.next();
        return name;
    }

    private Term index() {
        tokens.next();
        Term index = full();
        if (!tokens.is(TokenKind.RBRACK)) {
            throw tokens.illegal("expected [");
        }
        tokens.next();
        return index;
    }

    private Term.Call call(Term.Ref operator) {
        tokens.next();
        List<Term> args = list(TokenKind.RPAREN, new ArrayList<>());
        tokens.next();
        return new Term.Call(operator.at().endingAt(tokens.lastEnd()), operator, List.copyOf(args));
    }

    /// Parses terms up to `end`, without consuming it. A comma may precede it.
    List<Term> list(TokenKind end, List<Term> items) {
        while (!tokens.is(end)) {
            items.add(listed());
            if (!tokens.accept(TokenKind.COMMA) && !tokens.is(end)) {
                throw tokens.illegal("expected \",\" or \"" + end.text + "\"");
            }
        }
        return items;
    }
}
