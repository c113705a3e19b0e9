package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.value.StringValue;
import java.util.List;

/// Formats terms and expressions as Rego on one line, for error messages and traces.
public final class TermPrinter {
    private final StringBuilder out = new StringBuilder();

    private TermPrinter() {}

    static String print(Term term) {
        TermPrinter printer = new TermPrinter();
        printer.term(term);
        return printer.out.toString();
    }

    static String print(Expr expr) {
        TermPrinter printer = new TermPrinter();
        printer.expr(expr);
        return printer.out.toString();
    }

    static String print(List<Expr> body) {
        TermPrinter printer = new TermPrinter();
        printer.body(body);
        return printer.out.toString();
    }

    /// Formats the path of a package without `data`.
    static String packagePath(Term.Ref path) {
        TermPrinter printer = new TermPrinter();
        if (path.parts().size() > 1 && path.parts().get(1) instanceof Term.Scalar(var ignored, StringValue first)) {
            printer.out.append(first.text());
            printer.steps(path.parts().subList(2, path.parts().size()));
        }
        return printer.out.toString();
    }

    /// Whether a text is allowed after a dot.
    public static boolean isIdentifier(String text) {
        if (text.isEmpty() || !Lexer.isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Lexer.isLetter(c) && !Lexer.isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private void term(Term term) {
        switch (term) {
            case Term.Scalar scalar -> scalar.value().writeTerm(out);
            case Term.Var v -> out.append(v);
            case Term.Ref ref -> ref(ref);
            case Term.Call call -> call(call.operator(), call.args());
            case Term.Array array -> listed('[', array.items(), ']');
            case Term.SetOf set -> set(set);
            case Term.Obj object -> object(object);
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template template -> template(template);
        }
    }

    private void ref(Term.Ref ref) {
        term(ref.head());
        steps(ref.parts().subList(1, ref.parts().size()));
    }

    private void steps(List<Term> steps) {
        for (Term step : steps) {
            if (step instanceof Term.Scalar(var ignored, StringValue text) && isIdentifier(text.text())) {
                out.append('.').append(text.text());
            } else {
                out.append('[');
                term(step);
                out.append(']');
            }
        }
    }

    private void call(Term.Ref operator, List<Term> args) {
        ref(operator);
        listed('(', args, ')');
    }

    private void listed(char open, List<Term> items, char close) {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            term(items.get(i));
        }
        out.append(close);
    }

    private void set(Term.SetOf set) {
        if (set.elements().isEmpty()) {
            out.append("set()");
        } else {
            listed('{', set.elements(), '}');
        }
    }

    private void object(Term.Obj object) {
        out.append('{');
        String separator = "";
        for (Term.Entry entry : object.entries()) {
            out.append(separator);
            term(entry.key());
            out.append(": ");
            term(entry.value());
            separator = ", ";
        }
        out.append('}');
    }

    private void comprehension(Term.Comprehension comprehension) {
        boolean array = comprehension.kind() == Term.Comprehension.Kind.ARRAY;
        out.append(array ? '[' : '{');
        if (comprehension.key() != null) {
            term(comprehension.key());
            out.append(": ");
        }
        term(comprehension.item());
        out.append(" | ");
        body(comprehension.body());
        out.append(array ? ']' : '}');
    }

    private void template(Term.Template template) {
        out.append("$\"");
        for (Term.Template.Part part : template.parts()) {
            switch (part) {
                case Term.Template.Text(Term.Scalar(var ignored, StringValue text)) ->
                    out.append(text.text().replace("{", "\\{"));
                case Term.Template.Text(Term.Scalar scalar) -> {
                    out.append('{');
                    term(scalar);
                    out.append('}');
                }
                case Term.Template.Hole(Expr expr) -> {
                    out.append('{');
                    expr(expr);
                    out.append('}');
                }
            }
        }
        out.append('"');
    }

    private void body(List<Expr> body) {
        for (int i = 0; i < body.size(); i++) {
            if (i > 0) {
                out.append("; ");
            }
            expr(body.get(i));
        }
    }

    private void expr(Expr expr) {
        if (expr.negated()) {
            out.append("not ");
        }
        switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> term(term);
            case Expr.Form.Call call -> callForm(expr, call);
            case Expr.Form.Some(List<Term> symbols) -> some(symbols);
            case Expr.Form.Every every -> every(every);
            case Expr.Form.Not(var body, var explicit) -> {
                out.append("not ");
                operand(new Expr.Operand(body, explicit));
            }
            case Expr.Form.Logical(var and, var left, var right) -> {
                operand(left);
                out.append(and ? " and " : " or ");
                operand(right);
            }
        }
        for (Expr.With with : expr.withs()) {
            out.append(" with ");
            term(with.target());
            out.append(" as ");
            term(with.value());
        }
    }

    private void operand(Expr.Operand operand) {
        if (operand.explicit()) {
            out.append("{ ");
        }
        body(operand.body());
        if (operand.explicit()) {
            out.append(" }");
        }
    }

    private void callForm(Expr expr, Expr.Form.Call call) {
        if (expr.asEquality() == null) {
            call(call.operator(), call.operands());
            return;
        }
        term(call.operands().getFirst());
        out.append(" = ");
        term(call.operands().getLast());
    }

    private void some(List<Term> symbols) {
        out.append("some ");
        if (symbols.getFirst() instanceof Term.Call(var ignored, var operator, var args)) {
            membership(args);
            return;
        }
        for (int i = 0; i < symbols.size(); i++) {
            out.append(i > 0 ? ", " : "");
            term(symbols.get(i));
        }
    }

    private void membership(List<Term> args) {
        for (int i = 0; i < args.size() - 1; i++) {
            out.append(i > 0 ? ", " : "");
            term(args.get(i));
        }
        out.append(" in ");
        term(args.getLast());
    }

    private void every(Expr.Form.Every every) {
        out.append("every ");
        if (every.key() != null && !Names.isGenerated(every.key().toString())) {
            term(every.key());
            out.append(", ");
        }
        term(every.value());
        out.append(" in ");
        term(every.domain());
        out.append(" { ");
        body(every.body());
        out.append(" }");
    }
}
