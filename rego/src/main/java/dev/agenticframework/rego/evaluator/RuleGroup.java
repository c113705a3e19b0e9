package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// All rules that define one document or function.
public abstract class RuleGroup {
    /// Remembered where a document turned out to be undefined.
    static final Object UNDEFINED = new Object();

    static final Value[] NOTHING = {};

    private final int id;
    private final Value[] path;

    RuleGroup(int id, Value[] path) {
        this.id = id;
        this.path = path;
    }

    /// Where this group's results are remembered.
    final int id() {
        return id;
    }

    /// The steps from `data` to the document.
    final Value[] path() {
        return path;
    }

    public abstract boolean isFunction();

    /// How many keys [#lookup] can use; 0 when only the whole document can be had.
    public abstract int keyLength();

    /// The whole document, or null when it is undefined; a function is.
    abstract @Nullable Value value(World world);

    /// What the document holds at a path of up to [#keyLength] keys, computed without the rest where possible.
    abstract @Nullable Value lookup(World world, Value[] keys);

    /// A function's result.
    abstract @Nullable Value call(World world, Value[] operands);
}
