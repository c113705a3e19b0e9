package dev.agenticframework.agentapi;

import java.util.Set;

/// How much can go wrong when a capability runs.
public enum Risk {
    /// Nothing that runs is changed.
    LOW,
    /// Something that runs is changed, to a state that is known to work.
    MEDIUM,
    /// Users reach a version that has not served before, or something is gone for good.
    HIGH;

    /// The risk of what has these effects: that of the riskiest one.
    public static Risk of(Set<Effect> effects) {
        return effects.stream().map(Risk::of).max(Risk::compareTo).orElse(LOW);
    }

    private static Risk of(Effect effect) {
        return switch (effect) {
            case READS, WRITES_REPOSITORY -> LOW;
            case CHANGES_INFRASTRUCTURE, RESTORES_TRAFFIC -> MEDIUM;
            case CHANGES_TRAFFIC, DESTROYS -> HIGH;
        };
    }
}
