package dev.agenticframework.rego.value;

/// JSON's `null`. It is an ordinary value, not "undefined".
public final class NullValue implements Value {
    public static final NullValue NULL = new NullValue();

    private NullValue() {}

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public String typeName() {
        return "null";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        out.append("null");
    }

    @Override
    public int compareSameKind(Value other) {
        return 0;
    }

    @Override
    public String toString() {
        return "null";
    }
}
