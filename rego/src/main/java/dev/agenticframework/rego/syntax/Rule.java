package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One definition of a rule or function.
///
/// @param generatedBody whether the body was omitted
/// @param orElse the branch to try when the body does not hold
public record Rule(
        Location at,
        boolean isDefault,
        Head head,
        List<Expr> body,
        boolean generatedBody,
        @Nullable Rule orElse) {

    /// The head of a rule.
    ///
    /// @param reference the name, and the path after it
    /// @param args the parameters of a function, empty for other rules
    /// @param key the element of a partial set (then `value` is null), or the key of a partial object
    /// @param hasIf whether `if` was written
    public record Head(
            Location at,
            Term.Ref reference,
            List<Term> args,
            @Nullable Term key,
            @Nullable Term value,
            boolean assigned,
            boolean generatedValue,
            boolean hasIf,
            boolean hasContains) {

        /// Whether the rule adds an element to a set.
        public boolean isMultiValue() {
            return key != null && value == null;
        }

        public boolean isFunction() {
            return !args.isEmpty();
        }

        boolean isGround() {
            for (Term part : reference.parts().subList(1, reference.parts().size())) {
                if (!part.isConstant()) {
                    return false;
                }
            }
            return true;
        }

        public String name() {
            return reference.headName();
        }

        public Head with(Term.Ref newReference, List<Term> newArgs, @Nullable Term newKey, @Nullable Term newValue) {
            return new Head(at, newReference, newArgs, newKey, newValue, assigned, generatedValue, hasIf, hasContains);
        }

        public Head withoutArgs() {
            return with(reference, List.of(), key, value);
        }

        Head withIf() {
            return new Head(at, reference, args, key, value, assigned, generatedValue, true, hasContains);
        }
    }

    public Rule with(Head newHead, List<Expr> newBody) {
        return new Rule(at, isDefault, newHead, newBody, generatedBody, orElse);
    }

    Rule withElse(@Nullable Rule newElse) {
        return new Rule(at, isDefault, head, body, generatedBody, newElse);
    }

    Rule at(Location newAt) {
        return new Rule(newAt, isDefault, head, body, generatedBody, orElse);
    }
}
