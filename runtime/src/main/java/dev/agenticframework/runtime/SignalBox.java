package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Waiter;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Passes signals from adapters to the runtime. Adapters exist before the runtime, so it keeps their reports until the
/// runtime serves.
public final class SignalBox implements Signals {
    private static final int MAX_KEPT = 10_000;

    private final Deque<Consumer<Target>> kept = new ArrayDeque<>();
    private @Nullable Target target;

    private record Target(Shell shell, Logs logs) {}

    private record Address(WorkflowId workflow, TaskId task) {
        static Optional<Address> of(Waiter waiter) {
            try {
                var task = new TaskId(waiter.taskId());
                return WorkflowId.parse(waiter.workflowId()).map(workflow -> new Address(workflow, task));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    /// Starts to serve, and passes on the reports so far.
    synchronized void serve(Shell shell, Logs logs) {
        var serving = new Target(shell, logs);
        target = serving;
        kept.forEach(report -> report.accept(serving));
        kept.clear();
    }

    @Override
    public void signal(Waiter waiter, String payload) {
        Address.of(waiter)
                .ifPresent(to -> report(target ->
                        target.shell().tell(to.workflow(), new Intent.Signal(to.task(), waiter.handle(), payload))));
    }

    @Override
    public void progress(Waiter waiter, double fraction, String message) {
        int percent = (int) Math.round(Math.clamp(fraction, 0, 1) * 100);
        Address.of(waiter)
                .ifPresent(to -> report(target -> target.shell()
                        .tell(to.workflow(), new Intent.Note(to.task(), waiter.handle(), percent, message))));
    }

    @Override
    public void log(Waiter waiter, String line) {
        Address.of(waiter).ifPresent(to -> report(target -> target.logs().add(to.workflow(), to.task(), line)));
    }

    private synchronized void report(Consumer<Target> report) {
        Target now = target;
        if (now != null) {
            report.accept(now);
        } else if (kept.size() < MAX_KEPT) {
            kept.add(report);
        }
    }
}
