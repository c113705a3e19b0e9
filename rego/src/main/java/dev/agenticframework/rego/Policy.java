package dev.agenticframework.rego;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiled modules over base documents. Immutable: any number of threads may query it at once.
public final class Policy {
    private final CompiledRules rules;
    private final ObjectValue data;
    private final CompileOptions options;

    Policy(CompiledRules rules, ObjectValue data, CompileOptions options) {
        this.rules = rules;
        this.data = data;
        this.options = options;
    }

    /// The same rules over other base documents.
    public Policy withData(ObjectValue others) {
        return new Policy(rules, others, options);
    }

    /// The same policy as code that can be explained, covered and profiled, and is slower.
    public Policy instrumented() {
        return new Policy(rules.instrumented(), data, options);
    }

    public ObjectValue data() {
        return data;
    }

    /// Makes a query ready to be run many times, such as `data.authz.allow` or `x := 1; y = data.foo[x]`.
    public Preparation prepare(String query) {
        return prepare(query, List.of());
    }

    /// The same with imports.
    ///
    /// @param imports such as `data.authz.users`, whose last steps the query may use as names
    public Preparation prepare(String query, List<String> imports) {
        return prepare(query, imports, "");
    }

    /// The same inside a package, whose rules go by their names.
    ///
    /// @param inPackage such as `authz.http`, or empty
    public Preparation prepare(String query, List<String> imports, String inPackage) {
        return DeepStack.call(() -> switch (QueryCompiler.compile(query, imports, inPackage, rules, options)) {
            case Parsed.Ok<QueryCode>(QueryCode code) -> new Preparation.Prepared(new PreparedQuery(code, rules, data));
            case Parsed.Failed<QueryCode>(List<RegoError> errors) -> new Preparation.Failed(errors);
        });
    }

    /// Runs a query once, now.
    ///
    /// @param input null when there is none
    public Outcome query(String query, @Nullable Value input) {
        return switch (prepare(query)) {
            case Preparation.Prepared(PreparedQuery prepared) -> prepared.run(input);
            case Preparation.Failed(List<RegoError> errors) -> new Outcome.Failed(errors);
        };
    }

    CompiledRules rules() {
        return rules;
    }

    CompileOptions options() {
        return options;
    }
}
