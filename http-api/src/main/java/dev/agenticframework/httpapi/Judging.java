package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Judges documents beside the API, a few at a time.
///
/// A caller takes a place before the body of the request is read, and keeps it until the work has really ended.
/// So documents take a bounded part of the memory, and one caller cannot take all places. Work that takes too
/// long is interrupted.
final class Judging {

    /// The documents of one caller that are judged or wait.
    static final int PLACES_OF_CALLER = 2;
    /// The documents of all callers that are judged or wait.
    static final int PLACES = 8;

    private static final int RETRY_SECONDS = 2;

    private final Duration patience;
    private final Semaphore workers;
    private final PerCaller taken = new PerCaller(PLACES_OF_CALLER);
    private int places = PLACES;

    /// @param parallel the number of documents that are judged at the same time
    /// @param patience how long a document may wait, and then again how long it may be judged
    Judging(int parallel, Duration patience) {
        this.workers = new Semaphore(parallel, true);
        this.patience = patience;
    }

    /// Half of the processors: the others answer requests.
    static Judging onThisMachine(Duration patience) {
        return new Judging(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), patience);
    }

    /// Takes a place for a document.
    ///
    /// @param caller the name of the caller
    /// @throws ProblemException `RATE_LIMITED` (429) when the caller has no place left, `OVERLOADED` (503) when
    ///     nobody has
    synchronized Place place(String caller) {
        if (!taken.take(caller)) {
            throw new ProblemException(
                            429,
                            "RATE_LIMITED",
                            "'" + caller + "' already has " + PLACES_OF_CALLER + " documents that are judged or wait.",
                            "Wait until one of them is judged.")
                    .retryAfter(RETRY_SECONDS);
        }
        if (places == 0) {
            taken.giveBack(caller);
            throw overloaded();
        }
        places--;
        return new Place(caller);
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                        503, "OVERLOADED", "Too many documents are being judged.", "Retry in a few seconds.")
                .retryAfter(RETRY_SECONDS);
    }

    private synchronized void release(String caller) {
        places++;
        taken.giveBack(caller);
    }

    /// The place of one document.
    final class Place implements AutoCloseable {
        private final String caller;
        private boolean ofWorker;

        private Place(String caller) {
            this.caller = caller;
        }

        /// Does the work in a thread of its own, and waits for it.
        ///
        /// @throws ProblemException `OVERLOADED` (503)
        /// @throws FailureException `POLICY_TOO_MUCH_WORK`, or as the work does
        <T> T judge(Callable<T> work) throws InterruptedException {
            if (!workers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
            ofWorker = true;
            var task = new FutureTask<>(work);
            var worker = Thread.ofPlatform().daemon().name("policy-judge").start(() -> run(task));
            try {
                return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                worker.interrupt();
                throw new FailureException(Failure.unprocessable(
                        "POLICY_TOO_MUCH_WORK",
                        "The document was not judged within " + patience.toSeconds() + " seconds.",
                        "Send a smaller document."));
            } catch (InterruptedException e) {
                worker.interrupt();
                throw e;
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }

        private void run(FutureTask<?> task) {
            try {
                task.run();
            } finally {
                workers.release();
                release(caller);
            }
        }

        /// Releases the place, unless work still needs it.
        @Override
        public void close() {
            if (!ofWorker) {
                release(caller);
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case OutOfMemoryError _ ->
                new FailureException(Failure.unprocessable(
                        "POLICY_TOO_MUCH_WORK",
                        "The memory of the platform does not suffice to judge the document.",
                        "Send a smaller document."));
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
