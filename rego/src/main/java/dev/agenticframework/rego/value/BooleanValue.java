package dev.agenticframework.rego.value;

import org.jspecify.annotations.Nullable;

/// `true` or `false`. Only these two instances exist, so you can compare them by identity.
public final class BooleanValue implements Value {
    public static final BooleanValue FALSE = new BooleanValue(false);
    public static final BooleanValue TRUE = new BooleanValue(true);

    private final boolean value;

    private BooleanValue(boolean value) {
        this.value = value;
    }

    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return value;
    }

    @Override
    public boolean isTruthy() {
        return value;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public String typeName() {
        return "boolean";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        out.append(value);
    }

    @Override
    public int compareSameKind(Value other) {
        return Boolean.compare(value, ((BooleanValue) other).value);
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return Boolean.toString(value);
    }
}
