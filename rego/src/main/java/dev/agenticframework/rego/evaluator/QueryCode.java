package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A compiled query: a body whose last step reports the solution.
///
/// @param written the locations of the query's expressions
/// @param expressions the slots of their values; null for `true`
/// @param bindings the slots of the query's variables, by name
public record QueryCode(
        int slots,
        int extras,
        Step body,
        List<Location> written,
        List<@Nullable Integer> expressions,
        Map<String, Integer> bindings) {

    /// Runs the query, and passes the frame of each solution, which is valid during the call only.
    public void run(World world, Consumer<Frame> solutions) {
        Frame frame = new Frame(world, slots, extras);
        frame.sink = (Runnable) () -> {
            world.query.collect();
            solutions.accept(frame);
        };
        body.run(frame);
    }

    /// Returns the value of an expression of the query in a solution.
    ///
    /// @param expression its position in the query, from 0
    public Value value(Frame solution, int expression) {
        Integer slot = expressions.get(expression);
        Value value = slot == null ? null : solution.slots[slot];
        return value == null ? BooleanValue.TRUE : value;
    }

    /// Returns the values of the query's variables in a solution.
    public Map<String, Value> bindings(Frame solution) {
        Map<String, Value> bound = new LinkedHashMap<>();
        bindings.forEach((name, slot) -> {
            Value value = solution.slots[slot];
            if (value != null) {
                bound.put(name, value);
            }
        });
        return bound;
    }

    /// The last step.
    public static final class Report extends Step {
        @Override
        boolean run(Frame frame) {
            if (frame.sink instanceof Runnable report) {
                report.run();
            }
            return true;
        }
    }
}
