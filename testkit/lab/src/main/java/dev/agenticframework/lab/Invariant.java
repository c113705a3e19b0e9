package dev.agenticframework.lab;

/// An invariant that must hold in every history.
public enum Invariant {
    /// What was acknowledged is in the history, and the history is replayed to the same workflow.
    NO_FACT_LOST,
    /// An attempt is delivered again under its own number, and a new one is made only when the last is known to
    /// have failed: so an effect that is guarded by workflow, task and attempt happens once.
    NO_EFFECT_TWICE,
    /// No task becomes ready before everything that it depends on has ended.
    DEPENDENCIES_FIRST,
    /// After a cancellation nothing starts but undoing, and the workflow does not complete.
    ABORT_WINS,
    /// A task that needs approval starts only after someone eligible approved exactly what was asked.
    APPROVAL_NOT_SKIPPED,
    /// Undoing goes from the task that started last to the first.
    COMPENSATION_IN_REVERSE,
    /// No more attempts run at once than the agent and the environment allow.
    LIMITS_KEPT,
    /// Nothing starts while the workflow is paused.
    PAUSE_HOLDS,
    /// A suspended task runs again only when it is due, as the same attempt, and a signal that was kept for it
    /// resumes it the moment it suspends.
    SUSPENSION_HOLDS,
    /// Once faults stop, every workflow ends.
    EVERY_WORKFLOW_ENDS
}
