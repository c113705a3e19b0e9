package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// One compiled branch of a rule. Its last step stores results in the frame.
///
/// @param parameters the patterns of the operands; empty when each operand simply fills the slot of its position
/// @param orElse the branch to try when this one has no result
@SuppressWarnings("ArrayRecordComponent") // compiled code, never compared
public record RuleCode(
        Pattern[] parameters,
        int operandCount,
        int slots,
        int extras,
        Step body,
        @Nullable RuleCode orElse) {

    /// Runs the branch and its `else` branches until one has a result. A result must agree with `before`.
    @Nullable
    Value run(World world, Value[] operands, @Nullable Value before) {
        for (RuleCode code = this; code != null; code = code.orElse) {
            Value result = code.runAlone(world, operands, before);
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    private @Nullable Value runAlone(World world, Value[] operands, @Nullable Value before) {
        world.query.step();
        Frame frame = new Frame(world, slots, extras);
        if (!bind(frame, operands)) {
            return null;
        }
        frame.result = before;
        frame.found = false;
        body.run(frame);
        return frame.found ? frame.result : null;
    }

    /// Runs the branch, and collects its parts of a document in `sink`.
    void collect(World world, Value[] operands, Object sink) {
        world.query.step();
        Frame frame = new Frame(world, slots, extras);
        frame.sink = sink;
        if (bind(frame, operands)) {
            body.run(frame);
        }
    }

    private boolean bind(Frame frame, Value[] operands) {
        System.arraycopy(operands, 0, frame.slots, 0, operandCount);
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].matches(frame, operands[i])) {
                return false;
            }
        }
        return true;
    }
}
