package dev.agenticframework.httpapi;

import java.util.concurrent.ConcurrentHashMap;

/// Counts how much of something each caller has at the moment, up to a limit.
final class PerCaller {
    private final int most;
    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

    /// @param most of one caller
    PerCaller(int most) {
        this.most = most;
    }

    /// Takes one more, if the caller may have it; [#giveBack] gives it back.
    boolean take(String caller) {
        boolean allowed = taken.merge(caller, 1, Integer::sum) <= most;
        if (!allowed) {
            giveBack(caller);
        }
        return allowed;
    }

    void giveBack(String caller) {
        taken.computeIfPresent(caller, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
