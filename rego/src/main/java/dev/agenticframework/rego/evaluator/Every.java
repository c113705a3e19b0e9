package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;

/// `every`: a body that must hold for each element. It ends with [Comprehensions.Found].
public final class Every extends Check {
    private final Eval domain;
    private final Pattern key;
    private final Pattern element;
    private final Step body;

    public Every(Eval domain, Pattern key, Pattern element, Step body) {
        this.domain = domain;
        this.key = key;
        this.element = element;
        this.body = body;
    }

    @Override
    boolean holds(Frame frame) {
        return switch (domain.eval(frame)) {
            case ArrayValue array -> array(frame, array);
            case ObjectValue object -> object(frame, object);
            case SetValue set -> set(frame, set);
            case null, default -> false;
        };
    }

    private boolean holdsFor(Frame frame, Value name, Value value) {
        frame.query().step();
        return key.matches(frame, name) && element.matches(frame, value) && !body.run(frame);
    }

    private boolean array(Frame frame, ArrayValue array) {
        for (int i = 0; i < array.size(); i++) {
            if (!holdsFor(frame, NumberValue.of(i), array.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean object(Frame frame, ObjectValue object) {
        Value[] keys = object.ascendingKeys();
        Value[] values = object.ascendingValues();
        for (int i = 0; i < keys.length; i++) {
            if (!holdsFor(frame, keys[i], values[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean set(Frame frame, SetValue set) {
        for (Value member : set.ascending()) {
            if (!holdsFor(frame, member, member)) {
                return false;
            }
        }
        return true;
    }
}
