package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.BooleanValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One expression of a body or a query.
///
/// @param generated whether the compiler created it, so that users do not see it
/// @param fromAssignment whether it was written with `:=`
public record Expr(
        Location at, Form form, boolean negated, List<With> withs, boolean generated, boolean fromAssignment) {

    public sealed interface Form {
        record Plain(Term term) implements Form {}

        record Call(Term.Ref operator, List<Term> operands) implements Form {
            public boolean isTo(String name) {
                return operator.parts().size() == 1 && operator.headName().equals(name);
            }
        }

        /// `some x, y`, or `some x in xs` with a single call.
        record Some(List<Term> symbols) implements Form {}

        record Every(@Nullable Term key, Term value, Term domain, List<Expr> body) implements Form {}

        /// A negated body, after `import future.keywords.not`.
        ///
        /// @param explicit whether the body was written in braces
        record Not(List<Expr> body, boolean explicit) implements Form {}

        /// `left and right`, `left or right`.
        record Logical(boolean and, Operand left, Operand right) implements Form {}
    }

    /// One side of `and` or `or`: a body, explicit when written in braces.
    public record Operand(List<Expr> body, boolean explicit) {}

    public record With(Location at, Term target, Term value) {}

    public static Expr of(Location at, Form form) {
        return new Expr(at, form, false, List.of(), false, false);
    }

    public static Expr call(Location at, String operator, Term... operands) {
        return of(at, new Form.Call(Term.ref(at, operator), List.of(operands)));
    }

    /// Returns a generated `left = right`.
    public static Expr generatedEquality(Location at, Term left, Term right) {
        return call(at, Names.UNIFY, left, right).asGenerated();
    }

    public Expr with(Form newForm) {
        return new Expr(at, newForm, negated, withs, generated, fromAssignment);
    }

    public Expr at(Location newAt) {
        return new Expr(newAt, form, negated, withs, generated, fromAssignment);
    }

    public Expr withModifiers(List<With> newWiths) {
        return new Expr(at, form, negated, newWiths, generated, fromAssignment);
    }

    public Expr asNegated(boolean isNegated) {
        return new Expr(at, form, isNegated, withs, generated, fromAssignment);
    }

    public Expr asGenerated() {
        return new Expr(at, form, negated, withs, true, fromAssignment);
    }

    public Expr asFromAssignment() {
        return new Expr(at, form, negated, withs, generated, true);
    }

    private Form.@Nullable Call binaryCallTo(String name) {
        return form instanceof Form.Call call
                        && call.isTo(name)
                        && call.operands().size() == 2
                ? call
                : null;
    }

    /// Returns the call of this expression if it is `left = right`, else null.
    public Form.@Nullable Call asEquality() {
        return binaryCallTo(Names.UNIFY);
    }

    public Form.@Nullable Call asAssignment() {
        return binaryCallTo(Names.ASSIGN);
    }

    /// Whether this is the `true` of an absent body.
    public boolean isTrue() {
        return form instanceof Form.Plain(Term.Scalar(var ignored, var value))
                && value instanceof BooleanValue flag
                && flag.value();
    }

    public static List<Expr> trueBody(Location at) {
        return List.of(
                of(at, new Form.Plain(Term.scalar(at, BooleanValue.TRUE))).asGenerated());
    }

    /// Adds expressions to a body. They replace a body that is only `true`.
    public static List<Expr> append(List<Expr> body, List<Expr> more) {
        if (more.isEmpty()) {
            return body;
        }
        if (body.size() == 1 && body.getFirst().isTrue()) {
            return more;
        }
        List<Expr> all = new ArrayList<>(body);
        all.addAll(more);
        return all;
    }

    @Override
    public String toString() {
        return TermPrinter.print(this);
    }
}
