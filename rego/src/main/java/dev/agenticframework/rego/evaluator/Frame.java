package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The variables of one run of a rule, and the world it runs in.
public final class Frame {
    /// Variables by slot. Which are bound at a point is known when the policy is compiled, so a slot is
    /// never cleared.
    final @Nullable Value[] slots;

    /// Collectors of comprehensions and other things that are no values.
    final @Nullable Object[] extras;

    World world;

    /// The worlds that `with` has left for a while, innermost last.
    private @Nullable ArrayDeque<World> worlds;

    /// What a rule has produced so far.
    @Nullable
    Value result;

    /// Whether the rule has a result of its own.
    boolean found;

    /// Where a rule that defines a part of a document puts it.
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

    /// The world that was left last, which is left no more.
    World comeBack() {
        if (worlds == null) {
            throw new IllegalStateException("no world was left");
        }
        return worlds.pop();
    }

    Query query() {
        return world.query;
    }
}
