package dev.agenticframework.rego;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs what may nest deeply: on the caller's stack, and again on a large one where that is too small.
final class DeepStack {
    private static final long STACK_BYTES = 512L << 20;

    private DeepStack() {}

    /// The result of `work`, which must do no harm when it is begun a second time.
    static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError tooDeep) {
            return onLargeStack(work);
        }
    }

    private static <T> T onLargeStack(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, "rego-deep", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new EvalException(RegoError.CANCEL, Location.NONE, "caller cancelled query execution");
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new EvalException(RegoError.LIMIT, Location.NONE, "nested too deeply");
        }
    }
}
