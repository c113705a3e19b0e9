package dev.agenticframework.rego;

/// What compiled rules refer to: all other rules, and the built-ins.
///
/// @param traced whether the code tells the query's tracer what it does
record Linkage(RuleNode rules, Builtins builtins, FreshNames fresh, boolean traced) {

    /// The same rules, to be compiled again as code that can be traced.
    Linkage instrumented() {
        return new Linkage(rules.copy(), builtins, fresh, true);
    }

    /// How many arguments a function takes, or -1 when there is no such function.
    int arity(Term.Ref operator) {
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
