package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Run;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs the pipeline of a merge request. A job that fails ends the task for good: the same commit would fail again.
record PipelineTask(Pipelines pipelines, ArtifactStore artifacts) implements DeploymentAgent.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        var request = new Pipelines.Request(
                task.key().effect(),
                inputs.text(Fields.REPOSITORY.name()),
                inputs.text(Fields.HEAD.name()),
                inputs.text(Fields.BRANCH.name()),
                inputs.find(Fields.MERGE_REQUEST.name()).map(Integer::valueOf),
                Map.of());
        return result(pipelines.run(request, new Telling(task)));
    }

    private TaskResult result(Run run) {
        var report = artifacts.put(PipelineReport.json(run), "application/json");
        var outputs = Map.of(
                Fields.PIPELINE_STATUS.name(),
                run.status().name().toLowerCase(Locale.ROOT),
                Fields.PIPELINE_REPORT.name(),
                report);
        return switch (run.status()) {
            case SUCCEEDED, SKIPPED -> TaskResult.succeeded(outputs, summary(run));
            case FAILED -> new TaskResult.Terminal(failure(run.jobs()), outputs, List.of());
            case CANCELLED ->
                new TaskResult.Retryable(
                        Failure.transientExternal(
                                "PIPELINE_CANCELLED", "the pipeline was cancelled", "run the task again"),
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
                broken.map(job -> "job '" + job.name() + "' of stage '" + job.stage() + "' failed" + tests(job) + ": "
                                + job.reason())
                        .orElse("the pipeline failed"),
                "mend what the job's log says on the change's branch, then retry from its merge request");
    }

    private static String tests(Job job) {
        return job.tests()
                .filter(tests -> tests.failed() + tests.errors() > 0)
                .map(tests -> " (" + (tests.failed() + tests.errors()) + " of " + tests.total() + " tests)")
                .orElse("");
    }

    /// Passes on what happens to those who watch the task.
    private static final class Telling implements Pipelines.Listener {
        // A pipeline does not say how many jobs it will have; each one is half of what seems left.
        private static final double STEP = 0.5;

        private final TaskContext task;
        private final AtomicInteger ended = new AtomicInteger();

        Telling(TaskContext task) {
            this.task = task;
        }

        @Override
        public void jobStarted(String job) {
            task.progress(1 - Math.pow(STEP, ended.get()), "job " + job);
        }

        @Override
        public void line(String job, String line) {
            task.log(job + " | " + line);
        }

        @Override
        public void jobEnded(Job job) {
            ended.incrementAndGet();
            task.log(job.name() + " | " + job.status().name().toLowerCase(Locale.ROOT)
                    + Optional.of(job.reason())
                            .filter(reason -> !reason.isEmpty())
                            .map(reason -> ": " + reason)
                            .orElse(""));
            task.progress(1 - Math.pow(STEP, ended.get()), "job " + job.name() + " ended");
        }
    }
}
