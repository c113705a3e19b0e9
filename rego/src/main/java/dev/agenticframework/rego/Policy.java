package dev.agenticframework.rego;

import dev.agenticframework.rego.compiler.CompiledRules;
import dev.agenticframework.rego.compiler.QueryCompiler;
import dev.agenticframework.rego.evaluator.QueryCode;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.syntax.CoverableRows;
import dev.agenticframework.rego.syntax.DeepStack;
import dev.agenticframework.rego.syntax.Parsed;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Compiled modules and base documents. Immutable: any number of threads may query a policy at once.
public final class Policy {
    private final CompiledRules rules;
    private final ObjectValue data;
    private final RegoVersion version;

    Policy(CompiledRules rules, ObjectValue data, RegoVersion version) {
        this.rules = rules;
        this.data = data;
        this.version = version;
    }

    /// Returns the same rules with other base documents.
    public Policy withData(ObjectValue others) {
        return new Policy(rules, others, version);
    }

    /// Returns this policy as instrumented code, which reports to a [Tracer] and runs slower.
    public Policy instrumented() {
        return new Policy(rules.instrumented(), data, version);
    }

    public ObjectValue data() {
        return data;
    }

    /// Prepares a query such as `data.authz.allow` or `x := 1; y = data.foo[x]`, to be run any number of times.
    public Preparation prepare(String query) {
        return prepare(query, List.of());
    }

    /// Prepares a query with imports.
    ///
    /// @param imports paths such as `data.authz.users`, whose last steps the query may use as names
    public Preparation prepare(String query, List<String> imports) {
        return prepare(query, imports, "");
    }

    /// Prepares a query inside a package, which may use the names of the package's rules.
    ///
    /// @param inPackage such as `authz.http`, or empty
    public Preparation prepare(String query, List<String> imports, String inPackage) {
        return DeepStack.call(
                () -> switch (QueryCompiler.compile(query, imports, inPackage, rules, version)) {
                    case Parsed.Ok<QueryCode>(QueryCode code) ->
                        new Preparation.Prepared(new PreparedQuery(code, rules.code(), data));
                    case Parsed.Failed<QueryCode>(List<RegoError> errors) -> new Preparation.Failed(errors);
                },
                error -> new Preparation.Failed(List.of(error)));
    }

    /// Prepares and runs a query.
    ///
    /// @param input null when there is none
    public Outcome query(String query, @Nullable Value input) {
        return switch (prepare(query)) {
            case Preparation.Prepared(PreparedQuery prepared) -> prepared.run(input);
            case Preparation.Failed(List<RegoError> errors) -> new Outcome.Failed(errors);
        };
    }

    /// Returns the rows of each file that an evaluation can reach, for [Coverage#report].
    public SortedMap<String, SortedSet<Integer>> coverableRows() {
        return CoverableRows.of(rules.modules());
    }

    /// One definition of a rule or function.
    ///
    /// @param path the package, such as `data.authz`
    /// @param row the first row of the definition, from 1
    public record Definition(String path, String name, boolean function, String file, int row, int col) {}

    /// Returns all definitions, by file and in the order written. A rule may have several.
    public List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        for (RegoModule module : rules.modules()) {
            String path = module.pkg().path().toString();
            for (Rule rule : module.rules()) {
                Location at = rule.at();
                all.add(new Definition(
                        path, rule.head().name(), rule.head().isFunction(), at.file(), at.row(), at.col()));
            }
        }
        return all;
    }
}
