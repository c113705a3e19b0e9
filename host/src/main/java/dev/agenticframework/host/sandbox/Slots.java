package dev.agenticframework.host.sandbox;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Numbers the commands of each identity that run at the same time, from 0. Two mounts must not write to one layer of
/// an overlay, so each number has caches of its own.
final class Slots {

    private final Map<String, BitSet> taken = new HashMap<>();

    /// The lowest number that no command of the identity has.
    synchronized int take(String identity) {
        var mine = taken.computeIfAbsent(identity, key -> new BitSet());
        int slot = mine.nextClearBit(0);
        mine.set(slot);
        return slot;
    }

    /// Takes a number, unless a command has it.
    synchronized boolean takeIfFree(String identity, int slot) {
        var mine = taken.computeIfAbsent(identity, key -> new BitSet());
        boolean free = !mine.get(slot);
        mine.set(slot);
        return free;
    }

    /// Gives a number back.
    ///
    /// @param last runs when no command of the identity is left, before another one can begin
    synchronized void release(String identity, int slot, Runnable last) {
        var mine = taken.get(identity);
        if (mine != null) {
            mine.clear(slot);
            if (mine.isEmpty()) {
                last.run();
            }
        }
    }
}
