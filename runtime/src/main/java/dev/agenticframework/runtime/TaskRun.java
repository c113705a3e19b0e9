package dev.agenticframework.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AgentEvent;
import dev.agenticframework.engine.Announcement;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs one attempt at a task with an agent of this process.
final class TaskRun implements TaskContext {
    private static final long MILLIS_BETWEEN_NOTES = 250;
    private static final System.Logger LOG = System.getLogger(TaskRun.class.getName());
    private static final String LOG_TYPE = "text/plain; charset=utf-8";

    private final ServedAgent served;
    private final Assignment assignment;
    private final Outcomes outcomes;
    private final ArtifactStore artifacts;
    private final InstantSource clock;
    private final Logs logs;
    private volatile TaskLog log = new TaskLog();
    private volatile long lastSignMillis;
    private long lastNoteMillis;
    private volatile @Nullable Thread thread;

    /// @param logs provides the log; a resumed attempt continues its earlier log
    TaskRun(
            ServedAgent served,
            Assignment assignment,
            Outcomes outcomes,
            ArtifactStore artifacts,
            InstantSource clock,
            Logs logs) {
        this.served = served;
        this.assignment = assignment;
        this.outcomes = outcomes;
        this.artifacts = artifacts;
        this.clock = clock;
        this.logs = logs;
        this.lastSignMillis = clock.millis();
    }

    void start(Runnable whenDone) {
        Thread started = Thread.ofVirtual().unstarted(() -> run(whenDone));
        thread = started;
        started.start();
    }

    private void run(Runnable whenDone) {
        Intent outcome = Objects.requireNonNullElseGet(logged(), () -> failed("could not report its outcome"));
        whenDone.run();
        outcomes.finished(assignment, outcome);
    }

    /// @return null when not even a failure could be described, such as when there is no memory left
    private @Nullable Intent logged() {
        try {
            log = logs.open(assignment);
            Intent outcome = outcome();
            logs.close(assignment, log, outcome instanceof Intent.Suspend);
            return outcome;
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "An attempt ended without an outcome", e);
            return null;
        }
    }

    private Intent failed(String how) {
        return new Intent.Fail(lease(), crash(how), Map.of(), new Report("", "", List.of()));
    }

    private TaskError crash(String how) {
        return new TaskError.Transient(
                "AGENT_CRASHED",
                TaskError.Blame.INTERNAL,
                "The agent '" + assignment.agent() + "' " + how + " in '" + assignment.action() + "'.",
                "See the task's log.");
    }

    private Intent outcome() {
        try {
            Optional<Failure> refusal = served.refusal(action(), inputs());
            return intent(
                    refusal.isPresent()
                            ? TaskResult.terminal(refusal.get())
                            : served.agent().perform(this));
        } catch (InterruptedException _) {
            return new Intent.Stop(lease());
        } catch (FailureException e) {
            return intent(TaskResult.failed(e.failure()));
        } catch (RuntimeException | Error e) {
            return crashed(e);
        }
    }

    /// Reports an agent that has thrown an undeclared exception. The defect costs the attempt, not the platform.
    private Intent crashed(Throwable e) {
        log(e.toString());
        for (StackTraceElement element : e.getStackTrace()) {
            log("    at " + element);
        }
        var error = new TaskError.Transient(
                "AGENT_CRASHED",
                TaskError.Blame.INTERNAL,
                "The agent '" + assignment.agent() + "' crashed in '" + assignment.action() + "' with "
                        + e.getClass().getSimpleName() + ".",
                "See the task's log.");
        return new Intent.Fail(lease(), error, Map.of(), report("", List.of()));
    }

    private Intent intent(TaskResult result) {
        return switch (result) {
            case TaskResult.Succeeded done ->
                new Intent.Succeed(lease(), done.outputs().values(), report(done.summary(), done.events()));
            case TaskResult.Suspended waiting ->
                new Intent.Suspend(
                        lease(), waiting.handle(), waiting.wakeAt(), waiting.deadline(), report("", waiting.events()));
            case TaskResult.Stopped _ -> new Intent.Stop(lease());
            case TaskResult.Retryable failed ->
                new Intent.Fail(lease(), transientError(failed.failure()), Map.of(), report("", failed.events()));
            case TaskResult.Terminal failed ->
                new Intent.Fail(
                        lease(),
                        terminalError(failed.failure()),
                        failed.outputs().values(),
                        report("", failed.events()));
        };
    }

    private static TaskError transientError(Failure failure) {
        return new TaskError.Transient(failure.code(), blame(failure), failure.message(), failure.remedy());
    }

    private static TaskError terminalError(Failure failure) {
        return new TaskError.Terminal(failure.code(), blame(failure), failure.message(), failure.remedy());
    }

    private static TaskError.Blame blame(Failure failure) {
        return switch (failure.blame()) {
            case USER -> TaskError.Blame.USER;
            case INTERNAL -> TaskError.Blame.INTERNAL;
            case EXTERNAL -> TaskError.Blame.EXTERNAL;
        };
    }

    private Report report(String summary, List<AgentEvent> events) {
        if (summary.isEmpty() && events.isEmpty() && log.isEmpty()) {
            return Report.NONE;
        }
        return new Report(
                summary,
                keptLog(),
                events.stream()
                        .map(event -> new Announcement(event.detailType(), EventFormat.json(event)))
                        .toList());
    }

    /// Stores the log. If that fails, the task keeps its result.
    private String keptLog() {
        if (log.isEmpty()) {
            return "";
        }
        try {
            return artifacts.put(log.text().getBytes(UTF_8), LOG_TYPE);
        } catch (FailureException _) {
            return "";
        }
    }

    private Lease lease() {
        return assignment.lease();
    }

    Assignment assignment() {
        return assignment;
    }

    void interrupt() {
        Thread runner = thread;
        if (runner != null) {
            runner.interrupt();
        }
    }

    void giveUpWhenSilent() {
        assignment.heartbeat().ifPresent(limit -> {
            if (clock.millis() - lastSignMillis > limit.toMillis()) {
                outcomes.told(assignment, new Intent.LoseLease(lease()));
            }
        });
    }

    @Override
    public TaskKey key() {
        return new TaskKey(assignment.workflow().toString(), lease().task().value(), lease().attempt());
    }

    @Override
    public String action() {
        return assignment.action();
    }

    @Override
    public Inputs inputs() {
        return new Inputs(assignment.inputs());
    }

    @Override
    public String requestedBy() {
        return assignment.requestedBy();
    }

    @Override
    public Map<String, String> labels() {
        return assignment.labels();
    }

    @Override
    public Optional<Resumption> resumption() {
        return assignment.resumption();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String traceparent() {
        return assignment.traceparent();
    }

    @Override
    public synchronized void progress(double fraction, String message) {
        long now = clock.millis();
        lastSignMillis = now;
        if (now - lastNoteMillis >= MILLIS_BETWEEN_NOTES) {
            lastNoteMillis = now;
            int percent = (int) Math.round(Math.clamp(fraction, 0, 1) * 100);
            outcomes.told(assignment, new Intent.Heartbeat(lease(), percent, message));
        }
    }

    @Override
    public void log(String line) {
        lastSignMillis = clock.millis();
        log.add(line);
    }
}
