package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.HashSet;
import java.util.Set;

/// Checks a `default` rule: its value must not contain references or calls, and its parameters must be
/// distinct variables.
final class DefaultRuleCheck {
    private DefaultRuleCheck() {}

    static void check(Tokens tokens, Location at, Rule.Head head) {
        if (head.value() == null) {
            throw tokens.fail(at, "illegal default rule (must have a value)");
        }
        checkValue(tokens, at, head.value());
        Set<String> names = new HashSet<>();
        for (Term arg : head.args()) {
            if (!(arg instanceof Term.Var v)) {
                throw tokens.fail(at, "illegal default rule (arguments cannot contain " + arg.kindName() + ")");
            }
            if (!names.add(v.name())) {
                throw tokens.fail(at, "illegal default rule (arguments cannot be repeated " + v + ")");
            }
        }
    }

    private static void checkValue(Tokens tokens, Location at, Term value) {
        switch (value) {
            case Term.Var ignored -> refuse(tokens, at, value);
            case Term.Ref ignored -> refuse(tokens, at, value);
            case Term.Call ignored -> refuse(tokens, at, value);
            case Term.Array array -> array.items().forEach(item -> checkValue(tokens, at, item));
            case Term.SetOf set -> set.elements().forEach(element -> checkValue(tokens, at, element));
            case Term.Obj object ->
                object.entries().forEach(entry -> {
                    checkValue(tokens, at, entry.key());
                    checkValue(tokens, at, entry.value());
                });
            case Term.Scalar ignored -> {}
            case Term.Comprehension ignored -> {}
            case Term.Template ignored -> {}
        }
    }

    private static void refuse(Tokens tokens, Location at, Term value) {
        throw tokens.fail(at, "illegal default rule (value cannot contain " + value.kindName() + ")");
    }
}
