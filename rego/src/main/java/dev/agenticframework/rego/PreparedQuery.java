package dev.agenticframework.rego;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.compiler.LinkedRules;
import dev.agenticframework.rego.evaluator.EvalException;
import dev.agenticframework.rego.evaluator.Frame;
import dev.agenticframework.rego.evaluator.Query;
import dev.agenticframework.rego.evaluator.QueryCode;
import dev.agenticframework.rego.evaluator.World;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.DeepStack;
import dev.agenticframework.rego.trace.Tracer;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled query. Immutable: any number of threads may run it at once.
public final class PreparedQuery {
    private final QueryCode code;
    private final LinkedRules rules;
    private final ObjectValue data;

    PreparedQuery(QueryCode code, LinkedRules rules, ObjectValue data) {
        this.code = code;
        this.rules = rules;
        this.data = data;
    }

    /// Runs the query with the current time and a random seed.
    ///
    /// @param input null when there is none
    public Outcome run(@Nullable Value input) {
        return run(input, RunOptions.now());
    }

    public Outcome run(@Nullable Value input, RunOptions options) {
        return run(input, options, Tracer.SILENT);
    }

    /// Runs the query and reports its events to a tracer: an [Explanation], a [Coverage] or a [Profile]. Only
    /// queries of an instrumented policy report events; see [Policy#instrumented].
    public Outcome run(@Nullable Value input, RunOptions options, Tracer tracer) {
        return DeepStack.call(() -> attempt(input, options, tracer), error -> new Outcome.Failed(List.of(error)));
    }

    // Long-running built-ins check this now and then.
    private static BuiltinContext.Settings endingWith(RunOptions options) {
        BuiltinContext.Settings given = options.settings();
        long deadline = System.nanoTime() + options.limits().time().toNanos();
        return new BuiltinContext.Settings(
                given.nowNanos(),
                given.seed(),
                () -> given.cancelled().getAsBoolean() || System.nanoTime() - deadline > 0,
                given.print(),
                given.trace(),
                given.runtime(),
                given.network());
    }

    private Outcome attempt(@Nullable Value input, RunOptions options, Tracer tracer) {
        Limits limits = options.limits();
        Query query = new Query(
                new BuiltinContext(endingWith(options)),
                limits.time(),
                limits.steps(),
                limits.collected(),
                options.strictBuiltinErrors(),
                tracer);
        World world = World.of(query, input, data, rules.groups());
        List<Outcome.Solution> solutions = new ArrayList<>();
        try {
            code.run(world, frame -> {
                Outcome.Solution solution = solution(frame);
                if (holds(solution)) {
                    solutions.add(solution);
                }
            });
        } catch (EvalException failure) {
            return new Outcome.Failed(List.of(failure.error()));
        } catch (OutOfMemoryError exhausted) {
            // Everything that the query held is unreachable here, so other queries can continue.
            solutions.clear();
            return new Outcome.Failed(List.of(RegoError.of(RegoError.LIMIT, null, "query ran out of memory")));
        }
        return new Outcome.Solutions(solutions);
    }

    // The value of a single expression may be false. Of several expressions, all must hold.
    private static boolean holds(Outcome.Solution solution) {
        return solution.expressions().size() == 1
                || solution.expressions().stream()
                        .noneMatch(expression -> expression.value().equals(BooleanValue.FALSE));
    }

    private Outcome.Solution solution(Frame frame) {
        List<Location> written = code.written();
        List<Outcome.Expression> expressions = new ArrayList<>(written.size());
        for (int i = 0; i < written.size(); i++) {
            Location at = written.get(i);
            expressions.add(new Outcome.Expression(code.value(frame, i), at.text(), at.row(), at.col()));
        }
        return new Outcome.Solution(expressions, code.bindings(frame));
    }
}
