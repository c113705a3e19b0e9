package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The variables of one run of a rule, and the world that it runs in.
public final class Frame {
    /// The values of variables by slot. Slots are never cleared, because the compiler knows which variables are
    /// bound at each point.
    final @Nullable Value[] slots;

    /// Collectors of comprehensions, and other objects that are not values.
    final @Nullable Object[] extras;

    World world;

    /// The worlds to return to after `with`, innermost first.
    private @Nullable ArrayDeque<World> worlds;

    /// The result of the rule so far.
    @Nullable
    Value result;

    /// Whether the rule has a result.
    boolean found;

    /// The collector of a rule that defines a part of a document.
    @Nullable
    Object sink;

    Frame(World world, int slotCount, int extraCount) {
        this.world = world;
        this.slots = new Value[slotCount];
        this.extras = extraCount == 0 ? NO_EXTRAS : new Object[extraCount];
    }

    private static final @Nullable Object[] NO_EXTRAS = {};

    void leave(World here) {
        ArrayDeque<World> left = worlds;
        if (left == null) {
            left = new ArrayDeque<>();
            worlds = left;
        }
        left.push(here);
    }

    /// Removes and returns the world that was left last.
    World comeBack() {
        if (worlds == null) {
            throw new IllegalStateException("there is no world to return to");
        }
        return worlds.pop();
    }

    Query query() {
        return world.query;
    }
}
