package dev.agenticframework.rego.format;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Term;
import java.util.List;

/// Writes expressions and bodies in the standard format.
final class BodyFormatter {
    private final FormatWriter out;
    private final TermFormatter terms;

    /// Creates a formatter for bodies.
    ///
    /// @param logicalKeywords whether `and`, `or` and `not` are keywords of the module
    BodyFormatter(FormatWriter out, boolean logicalKeywords) {
        this.out = out;
        this.terms = new TermFormatter(out, this, logicalKeywords);
    }

    TermFormatter terms() {
        return terms;
    }

    /// Writes one expression per line, and keeps a blank line between two.
    void body(List<Expr> body) {
        Expr before = null;
        for (Expr expr : body) {
            if (before != null && expr.at().row() > TermFormatter.endRow(before.at()) + 1) {
                out.blankLine();
            }
            out.comments(expr.at().row());
            out.startLine();
            expr(expr);
            out.endLine();
            before = expr;
        }
    }

    /// Writes a body after an opening bracket: on the same line if it was there, else on separate lines.
    void inBraces(List<Expr> body, int openRow, Location whole) {
        boolean below = body.getFirst().at().row() > openRow
                || body.getLast().at().row() > body.getFirst().at().row();
        if (below) {
            out.endLine();
            out.indent();
            body(body);
            out.comments(TermFormatter.endRow(whole));
            out.outdent();
            out.startLine();
            return;
        }
        out.write(" ");
        for (int i = 0; i < body.size(); i++) {
            out.write(i > 0 ? "; " : "");
            expr(body.get(i));
        }
        out.comments(TermFormatter.endRow(whole));
    }

    void expr(Expr expr) {
        out.comments(expr.at().row());
        out.ensureLine();
        if (expr.negated()) {
            out.write("not ");
        }
        switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> terms.term(term);
            case Expr.Form.Call call -> call(expr, call);
            case Expr.Form.Some(var symbols) -> some(symbols);
            case Expr.Form.Every every -> every(expr, every);
            case Expr.Form.Not(var body, var explicit) -> {
                out.write("not ");
                operand(new Expr.Operand(body, explicit), expr.at());
            }
            case Expr.Form.Logical logical -> logical(expr, logical);
        }
        withs(expr);
    }

    private void call(Expr expr, Expr.Form.Call call) {
        String infix = TermFormatter.infix(call.operator(), call.operands().size());
        if (infix == null) {
            terms.plainCall(call.operator(), call.operands(), expr.at());
        } else if (infix.equals("in")) {
            terms.membership(call.operands(), false);
        } else {
            boolean parenthesised = infix.equals("|")
                    && expr.at().text().startsWith("(")
                    && startsBefore(expr, call.operands().getFirst());
            out.write(parenthesised ? "(" : "");
            terms.side(call.operands().getFirst());
            out.write(" " + infix + " ");
            terms.side(call.operands().getLast());
            out.write(parenthesised ? ")" : "");
        }
    }

    private static boolean startsBefore(Expr expr, Term operand) {
        return expr.at().offset() < operand.at().offset();
    }

    private void some(List<Term> symbols) {
        out.write("some ");
        if (symbols.getFirst() instanceof Term.Call(var ignored, var operator, var args)) {
            terms.membership(args, false);
            return;
        }
        for (int i = 0; i < symbols.size(); i++) {
            out.write(i > 0 ? ", " : "");
            terms.term(symbols.get(i));
        }
    }

    private void every(Expr expr, Expr.Form.Every every) {
        out.write("every ");
        if (every.key() != null) {
            terms.term(every.key());
            out.write(", ");
        }
        terms.term(every.value());
        out.write(" in ");
        terms.term(every.domain());
        out.write(" {");
        braced(every.body(), expr.at());
    }

    private void braced(List<Expr> body, Location whole) {
        boolean inLine = body.getLast().at().row() == whole.row();
        inBraces(body, whole.row(), whole);
        out.write(inLine ? " }" : "}");
    }

    private void operand(Expr.Operand operand, Location whole) {
        if (operand.explicit()) {
            out.write("{");
            braced(operand.body(), whole);
            return;
        }
        Expr only = operand.body().getFirst();
        boolean parenthesised = !only.withs().isEmpty() || only.form() instanceof Expr.Form.Logical;
        out.write(parenthesised ? "(" : "");
        expr(only);
        out.write(parenthesised ? ")" : "");
    }

    private void logical(Expr expr, Expr.Form.Logical logical) {
        side(logical, logical.left(), expr.at());
        out.write(logical.and() ? " and " : " or ");
        side(logical, logical.right(), expr.at());
    }

    // `and` inside `or`, and a chain of one operator, need no parentheses.
    private void side(Expr.Form.Logical logical, Expr.Operand side, Location whole) {
        boolean bare = !side.explicit()
                && side.body().getFirst().withs().isEmpty()
                && side.body().getFirst().form() instanceof Expr.Form.Logical inner
                && (inner.and() || !logical.and());
        if (bare) {
            expr(side.body().getFirst());
        } else {
            operand(side, whole);
        }
    }

    private void withs(Expr expr) {
        boolean indented = false;
        int row = expr.withs().isEmpty() ? 0 : lastRowBefore(expr);
        for (Expr.With with : expr.withs()) {
            if (with.at().row() > row) {
                if (!indented) {
                    out.indent();
                    indented = true;
                }
                out.endLine();
                out.startLine();
                row = with.at().row();
            } else {
                out.write(" ");
            }
            out.comments(with.at().row());
            out.write("with ");
            terms.term(with.target());
            out.write(" as ");
            terms.term(with.value());
        }
        if (indented) {
            out.outdent();
        }
    }

    private static int lastRowBefore(Expr expr) {
        int end = Math.max(expr.at().offset(), expr.withs().getFirst().at().offset());
        return TermFormatter.endRow(expr.at().endingAt(end));
    }
}
