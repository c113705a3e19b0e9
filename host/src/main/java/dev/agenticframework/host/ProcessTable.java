package dev.agenticframework.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The living processes of this machine. A process that has ended and waits to be reaped is not living.
public interface ProcessTable {

    /// A living process.
    ///
    /// @param group its process group
    /// @param birth distinguishes it from a later process with the same number
    record Entry(long pid, long group, String birth) {}

    /// The process with a number; empty when none lives.
    Optional<Entry> find(long pid);

    /// The processes of a group.
    List<Entry> group(long group);

    /// The processes whose environment has the variable with a value that starts with the prefix, by that value.
    /// Empty on systems that do not show the environment of a process.
    Map<String, List<Entry>> byMark(String variable, String prefix);

    /// The processes of all values that start with the prefix, as [#byMark] finds them.
    default List<Entry> marked(String variable, String prefix) {
        return byMark(variable, prefix).values().stream().flatMap(List::stream).toList();
    }

    /// Whether a process has the variable with a value that starts with the prefix. Systems that do not show the
    /// environment of a process take every process for one that has it.
    boolean hasMark(Entry process, String variable, String prefix);

    /// Whether exactly this process lives, and not a later one with the same number.
    default boolean lives(long pid, String birth) {
        return find(pid).filter(entry -> entry.birth().equals(birth)).isPresent();
    }

    /// The table of the system that this JVM runs on.
    static ProcessTable ofThisMachine() {
        return LinuxProcessTable.available() ? new LinuxProcessTable() : new PortableProcessTable();
    }
}
