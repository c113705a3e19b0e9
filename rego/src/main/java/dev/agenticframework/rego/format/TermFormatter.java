package dev.agenticframework.rego.format;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.builtin.StandardDeclarations;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermPrinter;
import dev.agenticframework.rego.syntax.TokenKind;
import dev.agenticframework.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Formats terms. Lists stay on one line or on several, as the author wrote them.
final class TermFormatter {
    private final FormatWriter out;
    private final BodyFormatter bodies;
    private final boolean logicalKeywords;

    TermFormatter(FormatWriter out, BodyFormatter bodies, boolean logicalKeywords) {
        this.out = out;
        this.logicalKeywords = logicalKeywords;
        this.bodies = bodies;
    }

    void term(Term term) {
        term(term, false);
    }

    void term(Term term, boolean parenthesised) {
        out.comments(term.at().row());
        out.ensureLine();
        switch (term) {
            case Term.Scalar scalar -> scalar(scalar);
            case Term.Var v -> out.write(v.toString());
            case Term.Ref ref -> reference(ref);
            case Term.Call call -> call(call, parenthesised);
            case Term.Array(var at, var items) -> bracketed("[", "]", at, items, Term::at, this::element);
            case Term.SetOf(var at, var elements) -> {
                if (elements.isEmpty()) {
                    out.write("set()");
                } else {
                    bracketed("{", "}", at, elements, Term::at, this::element);
                }
            }
            case Term.Obj(var at, var entries) ->
                bracketed("{", "}", at, entries, entry -> entry.key().at(), this::entry);
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template template -> template(template);
        }
    }

    private void template(Term.Template template) {
        String quote = template.raw() ? "`" : "\"";
        out.write("$" + quote);
        for (Term.Template.Part part : template.parts()) {
            switch (part) {
                case Term.Template.Text(Term.Scalar(var ignored, StringValue text)) ->
                    out.write(templateText(text, template.raw()));
                case Term.Template.Text(Term.Scalar scalar) -> out.write(scalar.toString());
                case Term.Template.Hole(Expr expr) -> {
                    out.write("{");
                    bodies.expr(expr);
                    out.write("}");
                }
            }
        }
        out.write(quote);
    }

    private static String templateText(StringValue text, boolean raw) {
        String quoted = text.toString();
        String inner = raw ? text.text() : quoted.substring(1, quoted.length() - 1);
        return inner.replace("{", "\\{");
    }

    private void scalar(Term.Scalar scalar) {
        String written = scalar.value() instanceof StringValue ? scalar.at().text() : "";
        boolean literal = written.startsWith("\"") || written.startsWith("`");
        out.write(literal ? written : scalar.toString());
    }

    static int endRow(Location at) {
        return at.row()
                + (int) at.text().stripTrailing().chars().filter(c -> c == '\n').count();
    }

    private void reference(Term.Ref ref) {
        term(
                ref.head(),
                ref.head() instanceof Term.Call && ref.head().at().text().startsWith("("));
        for (Term part : ref.parts().subList(1, ref.parts().size())) {
            step(part);
        }
    }

    void step(Term part) {
        if (part instanceof Term.Scalar(var at, StringValue text)
                && TermPrinter.isIdentifier(text.text())
                && !(isKeyword(text.text()) && at.text().startsWith("\""))) {
            out.write("." + text.text());
            return;
        }
        out.write("[");
        if (part instanceof Term.Scalar || part instanceof Term.Var) {
            out.write(part.toString());
        } else {
            term(part);
        }
        out.write("]");
    }

    void bracketedStep(Term part) {
        out.write("[");
        term(part);
        out.write("]");
    }

    private boolean isKeyword(String word) {
        boolean logical = logicalKeywords && TokenKind.LOGICAL_KEYWORDS.containsKey(word);
        return logical || TokenKind.KEYWORDS.containsKey(word) || TokenKind.V1_KEYWORDS.containsKey(word);
    }

    /// Returns the operator that calls a function between its operands, or null.
    static @Nullable String infix(Term.Ref operator, int operands) {
        String name = operator.toString();
        if (name.equals(Names.MEMBER) || name.equals(Names.MEMBER_WITH_KEY)) {
            return "in";
        }
        BuiltinDeclaration declaration = StandardDeclarations.ALL.find(name);
        return declaration == null || operands != 2 ? null : declaration.infix();
    }

    private void call(Term.Call call, boolean parenthesised) {
        String infix = infix(call.operator(), call.args().size());
        if (infix == null) {
            plainCall(call.operator(), call.args(), call.at());
        } else if (infix.equals("in")) {
            membership(call.args(), call.args().size() == 3);
        } else {
            out.write(parenthesised ? "(" : "");
            term(call.args().getFirst(), true);
            out.write(" " + infix + " ");
            term(call.args().getLast(), true);
            out.write(parenthesised ? ")" : "");
        }
    }

    void membership(List<Term> args, boolean parenthesised) {
        out.write(parenthesised ? "(" : "");
        for (int i = 0; i < args.size() - 1; i++) {
            out.write(i > 0 ? ", " : "");
            term(args.get(i), true);
        }
        out.write(" in ");
        term(args.getLast(), true);
        out.write(parenthesised ? ")" : "");
    }

    void plainCall(Term.Ref operator, List<Term> args, Location at) {
        reference(operator);
        bracketed("(", ")", at, args, Term::at, this::argument);
    }

    void arguments(List<Term> args, Location at) {
        bracketed("(", ")", at, args, Term::at, this::argument);
    }

    /// Writes a term between operators of a body. A union keeps its parentheses.
    void side(Term term) {
        union(term, isUnion(term) && term.at().text().startsWith("("));
    }

    private void argument(Term arg) {
        union(arg, isUnion(arg) && arg.at().text().startsWith("("));
    }

    private void element(Term element) {
        union(element, isUnion(element));
    }

    private void union(Term term, boolean parenthesised) {
        out.write(parenthesised ? "(" : "");
        term(term);
        out.write(parenthesised ? ")" : "");
    }

    private void entry(Term.Entry entry) {
        element(entry.key());
        out.write(": ");
        element(entry.value());
    }

    // In brackets, `|` would start the body of a comprehension.
    private static boolean isUnion(Term term) {
        return term instanceof Term.Call(var ignored, var operator, var args)
                && operator.headName().equals(TokenKind.OR.text)
                && args.size() == 2;
    }

    private <T> void bracketed(
            String open, String close, Location at, List<T> items, Function<T, Location> place, Consumer<T> write) {
        out.write(open);
        List<List<T>> lines = lines(items, at.row(), place);
        boolean firstBelow =
                !items.isEmpty() && place.apply(items.getFirst()).row() > at.row() && opensLine(at, items, place);
        boolean several = lines.size() > 1 || firstBelow;
        if (several) {
            out.startList();
        }
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                out.write(",");
                out.endLine();
                out.startLine();
            }
            line(lines.get(i), write);
        }
        if (several) {
            out.write(",");
            out.endLine();
            out.comments(endRow(at));
            out.outdent();
            out.startLine();
        }
        out.write(close);
    }

    private static <T> boolean opensLine(Location at, List<T> items, Function<T, Location> place) {
        int first = place.apply(items.getFirst()).offset();
        return first > at.offset()
                && at.source().text().substring(at.offset(), first).contains("\n");
    }

    private static <T> List<List<T>> lines(List<T> items, int row, Function<T, Location> place) {
        List<List<T>> lines = new ArrayList<>();
        lines.add(new ArrayList<>());
        int last = row;
        for (T item : items) {
            int at = place.apply(item).row();
            if (at > last && !lines.getLast().isEmpty()) {
                lines.add(new ArrayList<>());
            }
            last = at;
            lines.getLast().add(item);
        }
        return lines;
    }

    private static <T> void line(List<T> items, Consumer<T> write, FormatWriter out) {
        for (int i = 0; i < items.size(); i++) {
            out.write(i > 0 ? ", " : "");
            write.accept(items.get(i));
        }
    }

    private <T> void line(List<T> items, Consumer<T> write) {
        line(items, write, out);
    }

    private void comprehension(Term.Comprehension comprehension) {
        boolean array = comprehension.kind() == Term.Comprehension.Kind.ARRAY;
        out.write(array ? "[" : "{");
        if (comprehension.key() != null) {
            element(comprehension.key());
            out.write(": ");
        } else if (comprehension.item().at().row() > comprehension.at().row()) {
            out.endLine();
            out.startLine();
        }
        Term item = comprehension.item();
        term(
                item,
                item instanceof Term.Call && (isUnion(item) || item.at().text().startsWith("(")));
        out.write(" |");
        int open = comprehension.key() == null
                ? item.at().row()
                : comprehension.at().row();
        bodies.inBraces(comprehension.body(), open, comprehension.at());
        out.write(array ? "]" : "}");
    }
}
