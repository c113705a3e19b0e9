package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The open event streams: limited in total and for each caller, and ended when the caller's token is no longer valid.
final class OpenStreams {
    static final int MAX_STREAMS = 1_000;
    static final int MAX_STREAMS_PER_CALLER = 50;

    private final PerCaller byCaller = new PerCaller(MAX_STREAMS_PER_CALLER);
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();

    /// One stream, and the thread that writes to it.
    final class Stream implements AutoCloseable {
        private final Caller caller;
        private final Thread writer = Thread.currentThread();

        Stream(Caller caller) {
            this.caller = caller;
        }

        @Override
        public void close() {
            closed(this);
            // It may have been interrupted to end the stream; the rest of the request is not.
            boolean _ = Thread.interrupted();
        }
    }

    /// Opens a stream that the current thread will write to.
    ///
    /// @throws ProblemException `TOO_MANY_STREAMS`
    synchronized Stream open(Context context) {
        var caller = Caller.whole(context);
        if (!byCaller.take(caller.name())) {
            throw exceeded("'" + caller.name() + "' has " + MAX_STREAMS_PER_CALLER + " open event streams.");
        }
        if (open.size() == MAX_STREAMS) {
            byCaller.giveBack(caller.name());
            throw exceeded("There are " + MAX_STREAMS + " open event streams.");
        }
        var stream = new Stream(caller);
        open.add(stream);
        return stream;
    }

    private static ProblemException exceeded(String what) {
        return new ProblemException(429, "TOO_MANY_STREAMS", what, "Close some of them, or poll the workflow.")
                .retryAfter(1);
    }

    private synchronized void closed(Stream stream) {
        if (open.remove(stream)) {
            byCaller.giveBack(stream.caller.name());
        }
    }

    /// Ends the streams of callers that are no longer valid.
    synchronized void endUnless(Predicate<Caller> valid) {
        for (Stream stream : open) {
            if (!valid.test(stream.caller)) {
                stream.writer.interrupt();
            }
        }
    }
}
