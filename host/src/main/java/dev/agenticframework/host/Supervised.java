package dev.agenticframework.host;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Repeats a piece of work in a thread of its own until it is closed, whatever the work throws.
///
/// A failure of any kind, also an [OutOfMemoryError] or a [StackOverflowError], is followed by a pause that grows while
/// the failures continue. Each kind of failure is logged once until the work succeeds again. A thread that ends all the
/// same is noticed within about a second, and the work continues in a new one: [Guard] watches all of them.
public final class Supervised implements AutoCloseable {

    static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final int MAX_KINDS = 16;
    private static final int MAX_DOUBLINGS = 20;
    private static final System.Logger LOG = System.getLogger(Supervised.class.getName());

    /// One turn of the work.
    @FunctionalInterface
    public interface Work {
        /// Does it once.
        ///
        /// @throws InterruptedException when [#close] interrupts it
        void run() throws Exception;
    }

    private final String name;
    private final Duration pause;
    private final Work work;
    private final ThreadFactory threads;
    private final Set<String> logged = new HashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    private Supervised(String name, Duration pause, Work work, ThreadFactory threads) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.threads = threads;
    }

    /// Work to repeat. It does not run before [#start].
    ///
    /// @param name says in logs and thread dumps what it is
    /// @param pause between two turns
    public static Supervised every(String name, Duration pause, Work work) {
        return new Supervised(name, pause, work, Thread.ofVirtual().name(name).factory());
    }

    /// Work to repeat, with a choice of threads.
    public static Supervised every(String name, Duration pause, Work work, ThreadFactory threads) {
        return new Supervised(name, pause, work, threads);
    }

    /// Starts to repeat the work, at once.
    ///
    /// @return this
    public Supervised start() {
        synchronized (this) {
            continueInNewThread();
        }
        Guard.watch(this);
        return this;
    }

    private void continueInNewThread() {
        var fresh = threads.newThread(this::repeat);
        fresh.start();
        thread = fresh;
    }

    /// Continues the work in a new thread when its thread has ended.
    synchronized void ensureRunning() {
        var current = thread;
        if (!isClosed() && (current == null || !current.isAlive())) {
            continueInNewThread();
        }
    }

    boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void repeat() {
        int failures = 0;
        while (!isClosed()) {
            Guard.ensureRunning();
            try {
                work.run();
                failures = 0;
                logged.clear();
            } catch (Throwable e) {
                failures++;
                report(e);
            }
            rest(failures == 0 ? pause : backoff(failures));
        }
    }

    /// How long to wait after a number of failures in a row.
    static Duration backoff(int failures) {
        var doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
    }

    // An interruption ends the pause. Unless this is being closed, it was meant for something that the work did.
    private void rest(Duration time) {
        try {
            boolean _ = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // The loop looks whether it is closed.
        }
    }

    // Memory may be too short to log, and a failure may fail to describe itself.
    private void report(Throwable failure) {
        try {
            String kind = failure.getClass().getName();
            if (!isClosed() && logged.size() < MAX_KINDS && logged.add(kind)) {
                LOG.log(System.Logger.Level.WARNING, name + " failed, and continues", failure);
            }
        } catch (Throwable e) {
            // Nothing is left to do. The work continues.
        }
    }

    /// Interrupts the current turn, and starts no other.
    @Override
    public synchronized void close() {
        closing.countDown();
        Guard.forget(this);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Closes it, and waits until the current turn has ended.
    public void stop() throws InterruptedException {
        close();
        finish();
    }

    /// Starts no other turn, and waits until the current one has ended, without an interruption.
    public void finish() throws InterruptedException {
        closing.countDown();
        Guard.forget(this);
        Thread last;
        synchronized (this) {
            last = thread;
        }
        if (last != null) {
            last.join();
        }
    }
}
