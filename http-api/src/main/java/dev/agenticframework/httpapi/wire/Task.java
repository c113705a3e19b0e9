package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Described("A task of a plan or of a workflow.")
public record Task(
        String taskId,
        String agent,
        String action,
        @Described("One line for people.") String title,
        TaskStatus status,

        @Described("The ids of the tasks that must complete first.")
        List<String> dependsOn,

        @Described("How long it usually takes, such as 2m.") String estimatedDuration,
        @Described("Where it acts.") Optional<String> environment,
        @JsonUnwrapped Stage stage) {

    /// What a task has in addition: depends on whether its workflow has started.
    public sealed interface Stage {}

    /// A task of a plan that has not started.
    public record Planned(
            @Described("1 is the most urgent.") int priority,

            @Described("Whether a person must approve it first.")
            boolean approvalRequired,

            @Described("By name: a value, or ${task.output} for the output of an earlier task.")
            Map<String, String> inputs)
            implements Stage {}

    /// A task of a workflow.
    public record Started(
            @Described("Counted from 1; 0 before the first attempt.")
            int attempt,

            @JsonUnwrapped Optional<State> state,

            @Described("What the last attempt did, in one line.")
            Optional<String> summary,

            @Described("The artifact that holds what the last attempt wrote.")
            Optional<String> log)
            implements Stage {}

    /// What a task of a workflow has in addition in some of its states.
    public sealed interface State {}

    public record Running(
            Instant startedAt, @Described("0 to 1.") double progress, Optional<String> message) implements State {}

    public record Suspended(
            Optional<Instant> startedAt,
            @Described("0 to 1.") double progress,
            Optional<String> message,
            Suspension suspension)
            implements State {}

    public record Retrying(Failure failure, Instant retryAt) implements State {}

    public record Completed(
            Instant startedAt,
            Instant completedAt,
            @Described("Such as 5m32s.") String duration,
            @Described("By name.") Map<String, String> outputs)
            implements State {}

    public record Failed(
            Instant completedAt,
            Failure failure,
            @Described("By name.") Map<String, String> outputs) implements State {}

    public record CompensationFailed(Failure failure) implements State {}

    public record Skipped(String message) implements State {}

    public record WaitingApproval(Approval approval) implements State {}
}
