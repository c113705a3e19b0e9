package dev.agenticframework.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the Java library knows of processes, for systems without `/proc`.
final class PortableProcessTable implements ProcessTable {

    @Override
    public Optional<Entry> find(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(PortableProcessTable::entry);
    }

    private static Entry entry(ProcessHandle process) {
        var start = process.info().startInstant().map(Object::toString).orElse("unknown");
        // Every process that [ProcessGroups] starts leads a group of its own number.
        return new Entry(process.pid(), process.pid(), start);
    }

    @Override
    public List<Entry> group(long group) {
        return ProcessSignal.reaches(group) ? List.of(new Entry(group, group, "group")) : List.of();
    }

    @Override
    public Map<String, List<Entry>> byMark(String variable, String prefix) {
        return Map.of();
    }

    @Override
    public boolean hasMark(Entry process, String variable, String prefix) {
        return true;
    }
}
