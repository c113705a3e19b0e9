package dev.agenticframework.rego;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A compiled query: a body whose last step takes down the solution.
///
/// @param expressions slots of the values of the query's expressions; null where that is simply `true`
record QueryCode(
        Slots slots,
        Step body,
        List<Expr> written,
        List<@Nullable Integer> expressions,
        Map<String, Integer> bindings) {

    void run(World world, List<Outcome.Solution> solutions) {
        Frame frame = new Frame(world, slots.count(), slots.extras());
        frame.sink = (Runnable) () -> {
            world.query.collect();
            Outcome.Solution solution = solution(frame);
            if (holds(solution)) {
                solutions.add(solution);
            }
        };
        body.run(frame);
    }

    // One expression may be false and is told so; of several, all must hold.
    private static boolean holds(Outcome.Solution solution) {
        return solution.expressions().size() == 1
                || solution.expressions().stream()
                        .noneMatch(expression -> expression.value().equals(BooleanValue.FALSE));
    }

    private Outcome.Solution solution(Frame frame) {
        List<Outcome.Expression> values = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Integer slot = expressions.get(i);
            Value value = slot == null ? BooleanValue.TRUE : frame.slots[slot];
            Location at = written.get(i).at();
            values.add(
                    new Outcome.Expression(value == null ? BooleanValue.TRUE : value, at.text(), at.row(), at.col()));
        }
        Map<String, Value> bound = new LinkedHashMap<>();
        bindings.forEach((name, slot) -> {
            Value value = frame.slots[slot];
            if (value != null) {
                bound.put(name, value);
            }
        });
        return new Outcome.Solution(values, bound);
    }

    /// The last step.
    static final class Report extends Step {
        @Override
        boolean run(Frame frame) {
            if (frame.sink instanceof Runnable report) {
                report.run();
            }
            return true;
        }
    }
}
