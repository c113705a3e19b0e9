package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;

/// Iterates over a collection, matches each key with a pattern, and puts the element into a slot.
public final class Iteration extends Step {
    private final Eval collection;
    private final Pattern key;
    private final int slot;
    private final Step next;
    private final boolean anyKey;

    Iteration(Eval collection, Pattern key, int slot, Step next) {
        this.collection = collection;
        this.key = key;
        this.slot = slot;
        this.next = next;
        this.anyKey = key instanceof Pattern.Any;
    }

    @Override
    boolean run(Frame frame) {
        return switch (collection.eval(frame)) {
            case ArrayValue array -> array(frame, array);
            case ObjectValue object -> object(frame, object);
            case SetValue set -> set(frame, set);
            case null, default -> true;
        };
    }

    private boolean array(Frame frame, ArrayValue array) {
        Query query = frame.query();
        int size = array.size();
        for (int i = 0; i < size; i++) {
            query.step();
            if (anyKey || key.matches(frame, NumberValue.of(i))) {
                frame.slots[slot] = array.get(i);
                if (!next.run(frame)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean object(Frame frame, ObjectValue object) {
        Query query = frame.query();
        Value[] keys = object.ascendingKeys();
        Value[] values = object.ascendingValues();
        for (int i = 0; i < keys.length; i++) {
            query.step();
            if (anyKey || key.matches(frame, keys[i])) {
                frame.slots[slot] = values[i];
                if (!next.run(frame)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean set(Frame frame, SetValue set) {
        Query query = frame.query();
        for (Value element : set.ascending()) {
            query.step();
            if (anyKey || key.matches(frame, element)) {
                frame.slots[slot] = element;
                if (!next.run(frame)) {
                    return false;
                }
            }
        }
        return true;
    }

    public record Of(Eval collection, Pattern key, int slot) implements Link.Many {
        @Override
        public Step before(Step next) {
            return new Iteration(collection, key, slot, next);
        }
    }
}
