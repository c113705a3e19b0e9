package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.RegoError;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs work that recurses over nested terms: on the caller's stack first, and again on a large stack when
/// that overflows.
public final class DeepStack {
    private static final long STACK_BYTES = 512L << 20;

    private DeepStack() {}

    /// Returns the result of `work`, which may be started twice.
    ///
    /// @param failed converts the error when `work` is interrupted, or overflows the large stack, too
    public static <T> T call(Supplier<T> work, Function<RegoError, T> failed) {
        try {
            return work.get();
        } catch (StackOverflowError tooDeep) {
            return onLargeStack(work, failed);
        }
    }

    private static <T> T onLargeStack(Supplier<T> work, Function<RegoError, T> failed) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, "rego-deep", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return failed.apply(RegoError.of(RegoError.CANCEL, null, "caller cancelled query execution"));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            return failed.apply(RegoError.of(RegoError.LIMIT, null, "nested too deeply"));
        }
    }
}
