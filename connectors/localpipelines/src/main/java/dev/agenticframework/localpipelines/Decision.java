package dev.agenticframework.localpipelines;

/// Whether a condition holds.
sealed interface Decision {
    /// It holds.
    record Yes() implements Decision {}

    /// It does not.
    record No() implements Decision {}

    /// It depends on something that only GitLab knows.
    ///
    /// @param variable the variable that has no value on this machine
    record Unknown(String variable) implements Decision {}

    /// The decision about something known.
    static Decision of(boolean holds) {
        return holds ? new Yes() : new No();
    }

    /// The opposite.
    default Decision negated() {
        return switch (this) {
            case Yes _ -> new No();
            case No _ -> new Yes();
            case Unknown unknown -> unknown;
        };
    }

    /// Whether both hold. What does not hold decides, also beside something unknown.
    default Decision and(Decision other) {
        return switch (this) {
            case No no -> no;
            case Yes _ -> other;
            case Unknown unknown -> other instanceof No ? other : unknown;
        };
    }
}
