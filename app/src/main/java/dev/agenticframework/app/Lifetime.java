package dev.agenticframework.app;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started together, and stops together in reverse order.
final class Lifetime implements AutoCloseable {
    private final Deque<Part> parts = new ArrayDeque<>();

    /// Something that can be stopped without an exception.
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /// Stops this part before those that were added earlier.
    void add(Part part) {
        parts.push(part);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
