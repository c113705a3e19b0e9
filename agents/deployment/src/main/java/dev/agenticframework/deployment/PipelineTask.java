package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Run;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.engine.Resumption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs the pipeline of a merge request, and is suspended while it runs. A job that fails ends the task: the same
/// commit would fail again.
record PipelineTask(Targets targets, ArtifactStore artifacts) implements Actions.Action {

    static final Wait WAIT = new Wait(Duration.ofMinutes(60), Duration.ofMinutes(1));

    @Override
    public TaskResult perform(TaskContext task) {
        return Wait.last(task)
                .map(last -> cancelled(targets.of(task).pipelines(), last))
                .orElseGet(() -> underWay(task));
    }

    private TaskResult underWay(TaskContext task) {
        var inputs = task.inputs();
        var target = targets.of(task);
        var run = target.pipelines()
                .start(new Pipelines.Request(
                        task.key(),
                        target.revision(inputs.get(Fields.REPOSITORY), inputs.get(Fields.HEAD)),
                        inputs.get(Fields.BRANCH),
                        inputs.find(Fields.MERGE_REQUEST),
                        Map.of()));
        if (run.status() == Status.RUNNING) {
            return WAIT.suspended(task, run.handle(), run.startedAt());
        }
        return run.problem().<TaskResult>map(TaskResult::failed).orElseGet(() -> result(run));
    }

    private static TaskResult cancelled(Pipelines pipelines, Resumption last) {
        var run = pipelines.cancel(Run.id(last.handle()));
        return Wait.ended(
                last,
                () -> TaskResult.terminal(Failure.conflict(
                        "PIPELINE_TIMED_OUT",
                        "The pipeline ran longer than " + WAIT.limit().toMinutes() + " minutes. "
                                + run.jobs().size() + " of its jobs had ended.",
                        "Make the slow job faster or give it a timeout, then retry.")));
    }

    private TaskResult result(Run run) {
        var report = artifacts.put(PipelineReport.json(run), "application/json");
        var outputs = Outputs.of(Fields.PIPELINE_STATUS, run.status()).with(Fields.PIPELINE_REPORT, report);
        return switch (run.status()) {
            case SUCCEEDED, SKIPPED -> TaskResult.succeeded(outputs, summary(run));
            case FAILED -> new TaskResult.Terminal(failure(run.jobs()), outputs, List.of());
            case CANCELLED, RUNNING ->
                new TaskResult.Retryable(
                        Failure.transientExternal(
                                "PIPELINE_CANCELLED", "The pipeline was cancelled.", "Retry the task."),
                        List.of());
        };
    }

    private static String summary(Run run) {
        long ran = run.jobs().stream()
                .filter(job -> job.status() == Status.SUCCEEDED)
                .count();
        int tests = run.jobs().stream()
                .flatMap(job -> job.tests().stream())
                .mapToInt(Pipelines.Tests::total)
                .sum();
        return ran + (ran == 1 ? " job" : " jobs") + " succeeded" + (tests == 0 ? "" : ", " + tests + " tests")
                + ", in " + run.duration().toSeconds() + " s";
    }

    private static Failure failure(List<Job> jobs) {
        var broken = jobs.stream()
                .filter(job -> job.status() == Status.FAILED && !job.allowFailure())
                .findFirst();
        return Failure.conflict(
                "PIPELINE_JOB_FAILED",
                broken.map(job -> "Job '" + job.name() + "' of stage '" + job.stage() + "' failed" + tests(job) + ": "
                                + job.reason())
                        .orElse("The pipeline failed."),
                "Fix what the job's log reports on the branch of the change, then retry from its merge request.");
    }

    private static String tests(Job job) {
        return job.tests()
                .filter(tests -> tests.failed() + tests.errors() > 0)
                .map(tests -> " (" + (tests.failed() + tests.errors()) + " of " + tests.total() + " tests)")
                .orElse("");
    }
}
