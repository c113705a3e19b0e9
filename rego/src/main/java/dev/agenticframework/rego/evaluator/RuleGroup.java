package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// All rules that define one document or function.
public abstract class RuleGroup {
    /// The cached result of an undefined document.
    static final Object UNDEFINED = new Object();

    static final Value[] NOTHING = {};

    private final int id;
    private final Value[] path;

    RuleGroup(int id, Value[] path) {
        this.id = id;
        this.path = path;
    }

    /// Returns the key of this group's results in the cache.
    final int id() {
        return id;
    }

    /// Returns the steps from `data` to the document.
    final Value[] path() {
        return path;
    }

    public abstract boolean isFunction();

    /// Returns the number of keys that [#lookup] can use; 0 when it needs the whole document.
    public abstract int keyLength();

    /// Returns the whole document, or null when it is undefined. A function is undefined.
    abstract @Nullable Value value(World world);

    /// Returns the value at a path of up to [#keyLength] keys, without computing the rest if possible.
    abstract @Nullable Value lookup(World world, Value[] keys);

    /// Returns the result of a function call.
    abstract @Nullable Value call(World world, Value[] operands);
}
