package dev.agenticframework.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Decides whether a task runs, once all its dependencies have ended. A condition may name only dependencies of
/// its task.
public sealed interface Condition {

    /// No dependency failed, and at least one succeeded. This is the condition of a task that has none of its own.
    /// A join after two exclusive branches therefore runs, and a task that follows only skipped tasks is skipped.
    record Default() implements Condition {}

    /// The task ended in one of these ways. A condition that names `FAILED` handles the failure: it no longer fails
    /// the workflow.
    record Ended(TaskId task, Set<Outcome> outcomes) implements Condition {
        public Ended {
            outcomes = Set.copyOf(outcomes);
        }
    }

    /// The task succeeded with exactly this output.
    record OutputIs(TaskId task, String name, String value) implements Condition {}

    /// The task failed. Unlike with [Ended], the failure still fails the workflow, once every task that recovers
    /// from it has ended.
    record RecoversFrom(TaskId task) implements Condition {}

    /// The condition does not hold.
    record Not(Condition condition) implements Condition {}

    /// All conditions hold.
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /// At least one condition holds.
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /// The tasks that this condition names.
    default Stream<TaskId> tasks() {
        return switch (this) {
            case Default _ -> Stream.empty();
            case Ended ended -> Stream.of(ended.task());
            case OutputIs output -> Stream.of(output.task());
            case RecoversFrom recovers -> Stream.of(recovers.task());
            case Not not -> not.condition().tasks();
            case All all -> all.conditions().stream().flatMap(Condition::tasks);
            case Any any -> any.conditions().stream().flatMap(Condition::tasks);
        };
    }

    /// Whether the condition lets the workflow continue although this task failed.
    default boolean handlesFailureOf(TaskId failed) {
        return switch (this) {
            case Default _, OutputIs _, RecoversFrom _ -> false;
            case Ended ended -> ended.task().equals(failed) && ended.outcomes().contains(Outcome.FAILED);
            case Not not -> not.condition().tasks().anyMatch(failed::equals);
            case All all -> all.conditions().stream().anyMatch(one -> one.handlesFailureOf(failed));
            case Any any -> any.conditions().stream().anyMatch(one -> one.handlesFailureOf(failed));
        };
    }

    /// Whether the condition is that this task failed, before the failure ends the workflow.
    default boolean recoversFrom(TaskId failed) {
        return switch (this) {
            case Default _, OutputIs _, Ended _, Not _ -> false;
            case RecoversFrom recovers -> recovers.task().equals(failed);
            case All all -> all.conditions().stream().anyMatch(one -> one.recoversFrom(failed));
            case Any any -> any.conditions().stream().anyMatch(one -> one.recoversFrom(failed));
        };
    }
}
