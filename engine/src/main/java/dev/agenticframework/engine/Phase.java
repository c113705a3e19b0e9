package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Optional;

/// Where a workflow as a whole stands.
sealed interface Phase {
    /// Tasks become ready and are leased.
    record Active() implements Phase {}

    /// Nothing new starts; what runs goes on.
    record Paused() implements Phase {}

    /// It will end as `ending` says, once running tasks have ended and what is to be undone is undone.
    record Stopping(Ending ending, Instant since) implements Phase {
        /// Whether tasks that run are told to stop: not when only another task has failed.
        boolean tellsTasks() {
            return switch (ending) {
                case Ending.Cancelling _ -> true;
                case Ending.Failing failing -> failing.task().isEmpty();
            };
        }
    }

    /// Nothing more happens by itself.
    record Ended(Status status, Instant at, Optional<TaskError> error) implements Phase {}

    /// Why it stops.
    sealed interface Ending {
        /// A task failed, or (without a task) time ran out.
        record Failing(Optional<TaskId> task, TaskError error) implements Ending {}

        /// Someone asked for it.
        record Cancelling() implements Ending {}
    }
}
