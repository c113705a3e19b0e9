package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Optional;

/// The phase of a workflow as a whole.
sealed interface Phase {
    /// Tasks become ready and are leased.
    record Active() implements Phase {}

    /// No further tasks start; running tasks continue.
    record Paused() implements Phase {}

    /// The workflow will end as `ending` says, after running tasks have ended and the completed work is undone.
    record Stopping(Ending ending, Instant since) implements Phase {
        /// Whether running tasks are told to stop. They are not when only another task has failed.
        boolean tellsTasks() {
            return switch (ending) {
                case Ending.Cancelling _ -> true;
                case Ending.Failing failing -> failing.task().isEmpty();
            };
        }
    }

    /// Nothing more happens by itself.
    record Ended(Status status, Instant at, Optional<TaskError> error) implements Phase {}

    /// Why a workflow stops.
    sealed interface Ending {
        /// A task failed; without a task, time ran out.
        record Failing(Optional<TaskId> task, TaskError error) implements Ending {}

        /// Someone cancelled the workflow.
        record Cancelling() implements Ending {}
    }
}
