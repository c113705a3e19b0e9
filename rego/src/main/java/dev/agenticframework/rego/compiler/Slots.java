package dev.agenticframework.rego.compiler;

import java.util.HashMap;
import java.util.Map;

/// Allocates the slots of a frame while a rule is compiled.
final class Slots {
    private final Map<String, Integer> names = new HashMap<>();
    private int count;
    private int extras;

    int of(String variable) {
        return names.computeIfAbsent(variable, ignored -> count++);
    }

    int temporary() {
        return count++;
    }

    int extra() {
        return extras++;
    }

    int count() {
        return count;
    }

    int extras() {
        return extras;
    }

    Map<String, Integer> names() {
        return names;
    }
}
