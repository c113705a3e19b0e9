package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Run;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Waiter;
import dev.agenticframework.localpipelines.RunStore.EndedJob;
import dev.agenticframework.localpipelines.RunStore.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run that this process executes. It stores each ended job before it continues, and reports to the task that waits
/// for the run.
final class ActiveRun implements RunObserver {
    /// The number of jobs is not known in advance, so each job counts as half of the remaining work.
    private static final double STEP = 0.5;

    private final String id;
    private final RunStore store;
    private final Signals signals;
    private State state;
    private @Nullable Thread thread;
    private boolean cancelled;

    ActiveRun(String id, State state, RunStore store, Signals signals) {
        this.id = id;
        this.state = state;
        this.store = store;
        this.signals = signals;
    }

    /// Starts the run in its own thread.
    synchronized void start(Runnable work) {
        thread = Thread.ofVirtual().name("pipeline-" + id).start(work);
    }

    synchronized State state() {
        return state;
    }

    Waiter waiter() {
        return state().request()
                .task()
                .waiter(run(Status.RUNNING, Instant.EPOCH).handle());
    }

    /// The current state of the run, with the jobs that have ended.
    Run run(Status status, Instant now) {
        return run(status, state().ended().stream().map(EndedJob::job).toList(), now, Optional.empty());
    }

    /// The result of the run.
    Run ended(List<Job> jobs, Instant now) {
        return run(PipelineRun.status(jobs), jobs, now, Optional.empty());
    }

    /// The result of a run whose runner failed.
    Run failed(Failure problem, Instant now) {
        Run run = run(Status.FAILED, now);
        return run(run.status(), run.jobs(), now, Optional.of(problem));
    }

    private Run run(Status status, List<Job> jobs, Instant now, Optional<Failure> problem) {
        Instant startedAt = state().startedAt();
        return new Run(id, status, jobs, startedAt, Duration.between(startedAt, now), problem);
    }

    /// Cancels the run.
    synchronized void cancel() {
        cancelled = true;
        interrupt();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /// Stops the run so that a later process can continue it.
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    void join() throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.join();
        }
    }

    @Override
    public void jobStarted(String job) {
        signals.progress(waiter(), fraction(), "job " + job);
    }

    @Override
    public void line(String job, String line) {
        signals.log(waiter(), job + " | " + line);
    }

    @Override
    public void jobEnded(Job job, Map<String, String> variables) {
        synchronized (this) {
            var all = new ArrayList<>(state.ended());
            all.add(new EndedJob(job, variables));
            state = new State(state.request(), state.startedAt(), all);
            store.save(id, state);
        }
        String why = job.reason().isEmpty() ? "" : ": " + job.reason();
        line(job.name(), job.status().name().toLowerCase(Locale.ROOT) + why);
        signals.progress(waiter(), fraction(), "Job " + job.name() + " has ended");
    }

    private double fraction() {
        return 1 - Math.pow(STEP, state().ended().size());
    }
}
