package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.Rule;

/// What decides among rules.
sealed interface Deciding {
    /// The first rule that holds.
    record By(Rule rule) implements Deciding {}

    /// No rule holds.
    record None() implements Deciding {}

    /// Nobody here knows whether this rule holds.
    ///
    /// @param variable the variable that has no value on this machine
    record Undecided(Rule rule, String variable) implements Deciding {
        /// The message about something that depends on the rule.
        ///
        /// @param what such as `job 'test' runs`
        String message(String what) {
            return undecided(what, variable);
        }
    }

    /// The message about something that depends on a variable without a value.
    static String undecided(String what, String variable) {
        return "whether " + what + " depends on " + variable
                + ", which has no value on this machine; give it one in the variables of the file";
    }
}
