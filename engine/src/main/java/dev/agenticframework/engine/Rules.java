package dev.agenticframework.engine;

/// Decides what a task needs before it starts, at the moment when all its inputs are known. The plan says what to do;
/// the rules say whether it may be done.
///
/// They are asked on the thread that decides: an implementation answers from memory, and calls no other system.
public interface Rules {
    /// Only what the plan itself demands.
    Rules OF_PLAN =
            (_, task) -> task.approval().<Ruling>map(Ruling.Approval::new).orElse(Ruling.ALLOWED);

    /// Rules about a task.
    ///
    /// @param workflow the task's workflow; [Workflow#inputs] has the task's inputs
    /// @param task can start as far as the plan is concerned
    Ruling ruling(Workflow workflow, TaskSpec task);

    /// What the rules say about a task.
    sealed interface Ruling {
        /// The task may start.
        Ruling ALLOWED = new Allowed();

        /// The task may start.
        record Allowed() implements Ruling {}

        /// The task may start once people who meet this policy have approved it.
        record Approval(ApprovalPolicy policy) implements Ruling {}

        /// The task must not start.
        ///
        /// @param error what it fails with
        record Refused(TaskError error) implements Ruling {}
    }
}
