package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.builtin.Builtins;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;

/// Everything that a rule may refer to: all rules, and the built-ins.
public record Definitions(RuleNode rules, Builtins builtins) {
    /// Returns the number of arguments of a function, or -1 for an unknown function.
    public int arity(Term.Ref operator) {
        if (operator.headName().equals(Names.DATA)) {
            RuleNode node = rules.find(operator.parts());
            return node != null && node.hasRules()
                    ? node.rules().getFirst().head().args().size()
                    : -1;
        }
        BuiltinDeclaration declaration = builtins.declaration(operator.toString());
        if (declaration == null) {
            return -1;
        }
        return declaration.type().variadic() == null ? declaration.arity() : Integer.MAX_VALUE - 1;
    }
}
