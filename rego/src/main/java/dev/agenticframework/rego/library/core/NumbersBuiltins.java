package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Ranges and random numbers.
public final class NumbersBuiltins {
    /// Longer ranges are rejected, because they would exhaust the memory.
    private static final int MAX_RANGE_LENGTH = 10_000_000;

    private static final int CANCEL_CHECK_MASK = 0xfff;

    private NumbersBuiltins() {}

    private record RandomKey(String label, long bound) {}

    public static void register(BuiltinTable table) {
        table.function("numbers.range", (context, operands) -> range(context, operands, BigInteger.ONE));
        table.function("numbers.range_step", NumbersBuiltins::rangeStep);
        table.function("rand.intn", NumbersBuiltins::random);
    }

    private static Value rangeStep(BuiltinContext context, Value[] operands) {
        Operands.bigInteger(operands, 0);
        Operands.bigInteger(operands, 1);
        BigInteger step = Operands.bigInteger(operands, 2);
        if (step.signum() <= 0) {
            throw BuiltinException.failure("numbers.range_step: step must be a positive integer");
        }
        return range(context, operands, step);
    }

    private static Value range(BuiltinContext context, Value[] operands, BigInteger step) {
        BigInteger from = Operands.bigInteger(operands, 0);
        BigInteger to = Operands.bigInteger(operands, 1);
        BigInteger length = to.subtract(from).abs().divide(step).add(BigInteger.ONE);
        if (length.bitLength() > 31 || length.intValue() > MAX_RANGE_LENGTH) {
            throw BuiltinException.failure("range has more than " + MAX_RANGE_LENGTH + " numbers");
        }
        BigInteger signedStep = from.compareTo(to) <= 0 ? step : step.negate();
        List<Value> numbers = new ArrayList<>(length.intValue());
        boolean small =
                from.bitLength() < Long.SIZE - 1 && to.bitLength() < Long.SIZE - 1 && step.bitLength() < Long.SIZE - 1;
        BigInteger next = from;
        long nextSmall = from.longValue();
        long stepSmall = signedStep.longValue();
        for (int i = 0; i < length.intValue(); i++) {
            if ((i & CANCEL_CHECK_MASK) == 0 && context.isCancelled()) {
                throw BuiltinException.cancelled("numbers.range: timed out before generating all numbers in range");
            }
            if (small) {
                numbers.add(NumberValue.of(nextSmall));
                nextSmall += stepSmall;
            } else {
                numbers.add(NumberValue.of(next));
                next = next.add(signedStep);
            }
        }
        return ArrayValue.of(numbers);
    }

    private static Value random(BuiltinContext context, Value[] operands) {
        String label = Operands.string(operands, 0);
        long bound = Math.abs(Operands.integer(operands, 1));
        if (bound == 0) {
            return NumberValue.ZERO;
        }
        return context.memo(
                new RandomKey(label, bound),
                () -> NumberValue.of(context.random().nextLong(bound)));
    }
}
