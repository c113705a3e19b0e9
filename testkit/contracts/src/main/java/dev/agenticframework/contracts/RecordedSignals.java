package dev.agenticframework.contracts;

import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Keeps signals in memory, so that tests of adapters can wait for them and read them.
public final class RecordedSignals implements Signals {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<Waiter> signals = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private volatile Consumer<String> follower = _ -> {};

    @Override
    public synchronized void signal(Waiter waiter, String payload) {
        signals.add(waiter);
        notifyAll();
    }

    @Override
    public synchronized void progress(Waiter waiter, double fraction, String message) {
        progress.add(message);
    }

    @Override
    public void log(Waiter waiter, String line) {
        synchronized (this) {
            lines.add(line);
        }
        follower.accept(line);
    }

    /// Passes every further line to this consumer, too.
    public void follow(Consumer<String> lineFollower) {
        follower = lineFollower;
    }

    /// Waits for a signal, and takes it.
    public synchronized void await(Waiter waiter) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!signals.remove(waiter)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no signal for " + waiter + " within " + PATIENCE);
            }
            wait(left);
        }
    }

    /// The messages about progress, oldest first.
    public synchronized List<String> progress() {
        return List.copyOf(progress);
    }

    /// The lines that were logged, oldest first.
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
