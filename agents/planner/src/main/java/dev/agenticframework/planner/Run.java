package dev.agenticframework.planner;

import dev.agenticframework.planner.Mention.Said;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Consecutive names that share their attributes: "a, b and c in Go".
final class Run {
    final List<String> names = new ArrayList<>();
    final Map<Field, String> said = new EnumMap<>(Field.class);
    /// Fields that follow a comma or "and", so they can apply to more than this run.
    final Set<Field> detached = EnumSet.noneOf(Field.class);
    Mention.@Nullable Head head;
    /// Whether an attribute follows the last name, so the next name begins another run.
    boolean closed;
    /// Whether it repeats one of the earlier names.
    boolean alone;

    /// Splits off a name with its attributes.
    Run part(String name) {
        var part = new Run();
        part.names.add(name);
        part.said.putAll(said);
        part.head = head;
        part.closed = true;
        part.alone = true;
        names.remove(name);
        return part;
    }

    /// Whether a field applies to this run only: "..., orders with 3 replicas".
    boolean isAlone(Field field) {
        return alone && !detached.contains(field);
    }

    void put(Said one, Doubts doubts) {
        String before = said.get(one.field());
        if (before == null || before.equals(one.value())) {
            said.put(one.field(), one.value());
        } else if (one.field() == Field.MESSAGING) {
            said.put(one.field(), before + "," + one.value());
        } else {
            doubts.ask(Questions.contradiction(one.field(), before, one.value(), names));
        }
    }
}
