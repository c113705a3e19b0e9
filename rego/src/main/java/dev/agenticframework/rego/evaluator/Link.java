package dev.agenticframework.rego.evaluator;

import java.util.ArrayList;
import java.util.List;

/// A part of a body that is not yet connected to the parts after it.
public sealed interface Link {
    /// A part that holds at most once.
    record Once(Check check) implements Link {}

    /// A part that may hold any number of times.
    non-sealed interface Many extends Link {
        Step before(Step next);
    }

    /// Connects the parts of a body, ending with `last`.
    static Step chain(List<Link> links, Step last) {
        Step next = last;
        List<Check> checks = new ArrayList<>();
        for (Link link : links.reversed()) {
            switch (link) {
                case Once(Check check) -> checks.addFirst(check);
                case Many many -> {
                    next = many.before(block(checks, next));
                    checks = new ArrayList<>();
                }
            }
        }
        return block(checks, next);
    }

    private static Step block(List<Check> checks, Step next) {
        return switch (checks.size()) {
            case 0 -> next;
            case 1 -> new Blocks.One(checks.getFirst(), next);
            case 2 -> new Blocks.Two(checks.getFirst(), checks.getLast(), next);
            default -> new Blocks.Several(checks.toArray(Check[]::new), next);
        };
    }
}
