package dev.agenticframework.host;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Watches the threads of all [Supervised] work of this process, and each of them watches the guard: whichever thread
/// ends, another one starts it again.
final class Guard {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Set<Supervised> WATCHED = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable Thread thread;

    private Guard() {}

    static void watch(Supervised work) {
        WATCHED.add(work);
        ensureRunning();
    }

    static void forget(Supervised work) {
        WATCHED.remove(work);
    }

    static void ensureRunning() {
        var current = thread;
        if (current == null || !current.isAlive()) {
            start();
        }
    }

    private static synchronized void start() {
        var current = thread;
        if (current == null || !current.isAlive()) {
            var fresh = Thread.ofPlatform().daemon().name("guard").unstarted(Guard::repeat);
            fresh.start();
            thread = fresh;
        }
    }

    private static void repeat() {
        while (true) {
            try {
                look();
            } catch (Throwable e) {
                // Too little memory, for example. The next look can succeed.
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// Starts again what has ended.
    static void look() {
        WATCHED.removeIf(Supervised::isClosed);
        WATCHED.forEach(Supervised::ensureRunning);
    }
}
