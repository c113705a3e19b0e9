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

/// Compiled modules over base documents. Immutable: any number of threads may query it at once.
public final class Policy {
    private final CompiledRules rules;
    private final ObjectValue data;
    private final RegoVersion version;

    Policy(CompiledRules rules, ObjectValue data, RegoVersion version) {
        this.rules = rules;
        this.data = data;
        this.version = version;
    }

    /// The same rules over other base documents.
    public Policy withData(ObjectValue others) {
        return new Policy(rules, others, version);
    }

    /// The same policy as code that can be explained, covered and profiled, and is slower.
    public Policy instrumented() {
        return new Policy(rules.instrumented(), data, version);
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
        return DeepStack.call(
                () -> switch (QueryCompiler.compile(query, imports, inPackage, rules, version)) {
                    case Parsed.Ok<QueryCode>(QueryCode code) ->
                        new Preparation.Prepared(new PreparedQuery(code, rules.code(), data));
                    case Parsed.Failed<QueryCode>(List<RegoError> errors) -> new Preparation.Failed(errors);
                },
                error -> new Preparation.Failed(List.of(error)));
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

    /// The rows of each file that an evaluation can reach, for [Coverage#report].
    public SortedMap<String, SortedSet<Integer>> coverableRows() {
        return CoverableRows.of(rules.modules());
    }

    /// A rule or function that a module defines.
    ///
    /// @param path of its package, such as `data.authz`
    /// @param row where the definition starts, from 1
    public record Definition(String path, String name, boolean function, String file, int row, int col) {}

    /// All definitions, by file and in the order written. A rule has as many as were written.
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
