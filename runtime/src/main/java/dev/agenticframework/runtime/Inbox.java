package dev.agenticframework.runtime;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The commands that wait for a decision. Any thread adds commands without a lock; the writer's thread takes them.
final class Inbox {
    private final ConcurrentLinkedQueue<Command> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile @Nullable Thread sleeper;

    void add(Command command) {
        size.incrementAndGet();
        commands.add(command);
        Thread waiting = sleeper;
        if (waiting != null) {
            sleeper = null;
            LockSupport.unpark(waiting);
        }
    }

    /// Wakes the writer if it waits.
    void wake() {
        LockSupport.unpark(sleeper);
    }

    int size() {
        return size.get();
    }

    /// Waits for a command.
    ///
    /// @param millis how long to wait at most
    void await(long millis) {
        if (millis <= 0 || !commands.isEmpty()) {
            return;
        }
        sleeper = Thread.currentThread();
        if (commands.isEmpty()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
        }
        sleeper = null;
    }

    /// Moves the waiting commands to a list.
    void drainTo(List<Command> target, int atMost) {
        int taken = 0;
        while (taken < atMost) {
            Command command = commands.poll();
            if (command == null) {
                break;
            }
            target.add(command);
            taken++;
        }
        size.addAndGet(-taken);
    }
}
