package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.httpapi.wire.Approval;
import dev.agenticframework.httpapi.wire.DeadLetter;
import dev.agenticframework.httpapi.wire.Failure;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Suspension;
import dev.agenticframework.httpapi.wire.Task;
import dev.agenticframework.httpapi.wire.TaskStatus;
import dev.agenticframework.httpapi.wire.WorkflowSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Turns workflows and their tasks into their wire records.
final class WireWorkflow {
    private WireWorkflow() {}

    static WorkflowSummary summary(dev.agenticframework.runtime.WorkflowSummary summary) {
        return new WorkflowSummary(
                summary.id().toString(),
                summary.status(),
                summary.requestedBy(),
                said(summary.template()),
                said(summary.service()),
                said(summary.environment()),
                summary.createdAt(),
                summary.endedAt(),
                summary.endedAt().map(end -> duration(summary.createdAt(), end)));
    }

    static DeadLetter deadLetter(dev.agenticframework.runtime.DeadLetter letter) {
        return new DeadLetter(
                letter.workflow().toString(),
                letter.task().toString(),
                letter.agent(),
                letter.action(),
                letter.attempts(),
                failure(letter.error()),
                letter.at());
    }

    static dev.agenticframework.httpapi.wire.Workflow whole(Workflow workflow, Reports reports) {
        var request = workflow.request();
        return new dev.agenticframework.httpapi.wire.Workflow(
                workflow.id().toString(),
                workflow.status(),
                request.requestedBy(),
                said(request.sentence()),
                said(request.template()),
                said(request.parameters()).map(text -> (ObjectNode) Json.parsed(text)),
                new TreeMap<>(request.labels()),
                workflow.createdAt(),
                workflow.endedAt(),
                workflow.endedAt().map(end -> duration(workflow.createdAt(), end)),
                Math.round(workflow.progress() * 100) / 100.0,
                workflow.endedAt().isEmpty() ? Optional.of(Durations.words(workflow.remaining())) : Optional.empty(),
                workflow.error().map(WireWorkflow::failure),
                WireServices.of(workflow),
                workflow.plan().tasks().stream()
                        .map(spec -> task(workflow, spec, reports.of(spec.id())))
                        .toList());
    }

    /// A task of a plan that has not started.
    static Task planned(TaskSpec spec) {
        var inputs = new TreeMap<String, String>();
        spec.inputs()
                .forEach((name, input) -> inputs.put(
                        name,
                        switch (input) {
                            case Input.Literal literal -> literal.value();
                            case Input.OutputOf output -> "${" + output.task() + "." + output.name() + "}";
                        }));
        return task(
                spec,
                TaskStatus.PENDING,
                new Task.Planned(spec.priority(), spec.approval().isPresent(), inputs));
    }

    private static Task task(Workflow workflow, TaskSpec spec, Report report) {
        TaskState state = workflow.task(spec.id()).orElseThrow();
        return task(
                spec,
                status(state),
                new Task.Started(
                        state.past().attempt(),
                        state(workflow, spec, state),
                        said(report.summary()),
                        said(report.log())));
    }

    private static Task task(TaskSpec spec, TaskStatus status, Task.Stage stage) {
        return new Task(
                spec.id().toString(),
                spec.agent(),
                spec.action(),
                spec.title(),
                status,
                spec.dependsOn().stream().map(TaskId::toString).toList(),
                Durations.words(spec.estimate()),
                said(spec.environment()),
                stage);
    }

    private static Task.State suspended(TaskState.Suspended suspended) {
        return new Task.Suspended(
                suspended.waits().startedAt(),
                suspended.percent() / 100.0,
                said(suspended.note()),
                new Suspension(suspended.handle(), suspended.since(), suspended.wakeAt(), suspended.deadline()));
    }

    /// What a person approves: the task has it as an input, so its digest covers it.
    private static Optional<ObjectNode> change(Workflow workflow, TaskSpec spec) {
        var inputs = workflow.inputs(spec);
        return Stream.of(Fields.PLANNED_RELEASE, Fields.PLANNED_ROLLBACK, Fields.PLANNED_REMOVAL)
                .flatMap(field -> Optional.ofNullable(inputs.get(field.name())).stream())
                .map(text -> (ObjectNode) Json.parsed(text))
                .findFirst();
    }

    private static Optional<Task.State> state(Workflow workflow, TaskSpec spec, TaskState state) {
        return Optional.ofNullable(
                switch (state) {
                    case TaskState.Running running ->
                        new Task.Running(running.startedAt(), running.percent() / 100.0, said(running.note()));
                    case TaskState.Suspended suspended -> suspended(suspended);
                    case TaskState.BackingOff waiting -> new Task.Retrying(failure(waiting.error()), waiting.until());
                    case TaskState.Succeeded done ->
                        new Task.Completed(
                                done.startedAt(),
                                done.endedAt(),
                                duration(done.startedAt(), done.endedAt()),
                                new TreeMap<>(done.outputs()));
                    case TaskState.Failed failed ->
                        new Task.Failed(failed.endedAt(), failure(failed.error()), new TreeMap<>(failed.evidence()));
                    case TaskState.NotCompensated failed -> new Task.CompensationFailed(failure(failed.error()));
                    case TaskState.Skipped skipped -> new Task.Skipped(skipped.reason());
                    case TaskState.AwaitingApproval awaiting ->
                        new Task.WaitingApproval(new Approval(
                                awaiting.digest(),
                                awaiting.since(),
                                awaiting.expiresAt(),
                                awaiting.escalated(),
                                change(workflow, spec)));
                    case TaskState.Waiting _, TaskState.Ready _, TaskState.Cancelled _, TaskState.Compensated _ -> null;
                });
    }

    private static TaskStatus status(TaskState state) {
        return switch (state) {
            case TaskState.Waiting _ -> TaskStatus.PENDING;
            case TaskState.AwaitingApproval _ -> TaskStatus.WAITING_APPROVAL;
            case TaskState.Ready _ -> TaskStatus.READY;
            case TaskState.Running _, TaskState.Suspended _ -> TaskStatus.IN_PROGRESS;
            case TaskState.BackingOff _ -> TaskStatus.RETRYING;
            case TaskState.Succeeded _ -> TaskStatus.COMPLETED;
            case TaskState.Failed _ -> TaskStatus.FAILED;
            case TaskState.Skipped _ -> TaskStatus.SKIPPED;
            case TaskState.Cancelled _ -> TaskStatus.CANCELLED;
            case TaskState.Compensated _ -> TaskStatus.COMPENSATED;
            case TaskState.NotCompensated _ -> TaskStatus.COMPENSATION_FAILED;
        };
    }

    static Failure failure(TaskError error) {
        return new Failure(error.code(), error.message(), error.remedy(), error instanceof TaskError.Transient);
    }

    private static String duration(Instant from, Instant to) {
        return Durations.words(Duration.between(from, to));
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }
}
