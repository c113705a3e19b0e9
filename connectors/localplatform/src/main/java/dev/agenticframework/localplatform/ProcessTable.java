package dev.agenticframework.localplatform;

import java.util.List;
import java.util.Optional;

/// The living processes of this machine.
interface ProcessTable {

    /// A living process; one that has ended and only waits to be reaped does not count.
    ///
    /// @param group its process group
    /// @param birth what tells it from another process that gets the same number later
    record Entry(long pid, long group, String birth) {}

    Optional<Entry> find(long pid);

    List<Entry> group(long group);

    /// The processes whose environment has the variable with a value of this beginning. Empty where the system does
    /// not tell.
    List<Entry> marked(String variable, String prefix);

    /// Whether this very process, not another of its number, still lives.
    default boolean lives(long pid, String birth) {
        return find(pid).filter(entry -> entry.birth().equals(birth)).isPresent();
    }

    /// The table of the system that this runs on.
    static ProcessTable ofThisMachine() {
        return LinuxProcessTable.available() ? new LinuxProcessTable() : new PortableProcessTable();
    }
}
