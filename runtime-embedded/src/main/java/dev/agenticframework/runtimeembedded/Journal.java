package dev.agenticframework.runtimeembedded;

import dev.agenticframework.runtime.CorruptHistoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stores groups of bytes in the order in which they are appended. A group is durable when [#append] returns.
///
/// Groups are in segments: files of a fixed size that are written in full before use and reused afterward, so that a
/// sync only writes data and does not change the file system's own records. The checksum shows a group that was not
/// written completely because the power failed. The next group is written only after a sync, so nothing can follow such
/// a group; if something does, the disk is damaged and [#open] says so.
final class Journal implements AutoCloseable {
    /// How many unused segments are kept for reuse.
    private static final int MAX_SPARES = 2;

    private static final String PREFIX = "journal-";
    private static final String SPARE = "spare-";

    private final Path directory;
    private final int segmentBytes;
    private final Deque<Segment> filled = new ArrayDeque<>();
    private @Nullable Segment current;
    private long nextSegment;
    private long nextGroup;

    /// A group that was found on opening.
    // The bytes are read once and thrown away.
    @SuppressWarnings("ArrayRecordComponent")
    record Group(long number, byte[] bytes) {}

    private Journal(Path directory, int segmentBytes) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
    }

    /// Opens the journal in a directory and reads its groups.
    ///
    /// @param after the number of the last group that is no longer needed
    /// @param found receives every later group in order
    /// @throws CorruptHistoryException when a group is missing or damaged
    static Journal open(Path directory, int segmentBytes, long after, List<Group> found) throws IOException {
        Files.createDirectories(directory);
        var journal = new Journal(directory, segmentBytes);
        journal.nextGroup = after + 1;
        for (Path path : segments(directory)) {
            journal.recover(path, after, found);
        }
        return journal;
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    /// Copies a journal that another process may be appending to, and from which no segment is released meanwhile.
    ///
    /// @throws CorruptHistoryException when a group after the last one that is no longer needed is missing
    static void copy(Path from, Path to, int segmentBytes, long after) throws IOException {
        Files.createDirectories(to);
        for (Path path : segments(from)) {
            Segment.copy(path, to.resolve(path.getFileName()), number(path));
        }
        open(to, segmentBytes, after, new ArrayList<>()).close();
    }

    private static long number(Path segment) {
        return Long.parseLong(segment.getFileName().toString().substring(PREFIX.length()));
    }

    private void recover(Path path, long after, List<Group> found) throws IOException {
        long number = number(path);
        nextSegment = number + 1;
        var groups = new ArrayList<Group>();
        Segment segment = Segment.recover(path, number, groups);
        dropSuperseded(groups, after, found);
        for (Group group : groups) {
            if (group.number() <= after) {
                continue;
            }
            if (group.number() != nextGroup) {
                throw new CorruptHistoryException(
                        "'" + path + "' has group " + group.number() + " in place of group " + nextGroup + ".");
            }
            nextGroup++;
            found.add(group);
        }
        filled.add(segment);
    }

    /// Drops groups that a later segment replaces. A group that was not acknowledged can be on disk anyway; the
    /// group that was written in its place, in the next segment, has its number.
    private void dropSuperseded(List<Group> groups, long after, List<Group> found) {
        if (groups.isEmpty() || groups.getFirst().number() <= after) {
            return;
        }
        long first = groups.getFirst().number();
        while (!found.isEmpty() && found.getLast().number() >= first) {
            found.removeLast();
            nextGroup--;
        }
    }

    /// Makes a group durable.
    ///
    /// @return its number
    /// @throws IOException when it is not durable; the next append begins a new segment
    synchronized long append(byte[] group) throws IOException {
        Segment segment = current;
        if (segment == null || !segment.hasRoomFor(group.length)) {
            segment = begin(group.length);
        }
        try {
            segment.append(nextGroup, group);
        } catch (IOException e) {
            abandon(segment);
            throw e;
        }
        return nextGroup++;
    }

    /// Cuts off a group that was not acknowledged: it may be on disk, and must not appear again.
    private void abandon(Segment segment) throws IOException {
        current = null;
        filled.add(segment);
        segment.cut();
    }

    private Segment begin(int bytes) throws IOException {
        Segment old = current;
        if (old != null) {
            current = null;
            filled.add(old);
        }
        Path path = directory.resolve(PREFIX + String.format("%016d", nextSegment));
        Segment fresh = Segment.create(path, nextSegment, spare(), Math.max(segmentBytes, Segment.sizeFor(bytes)));
        nextSegment++;
        current = fresh;
        return fresh;
    }

    private @Nullable Path spare() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(SPARE))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// Starts a new segment with the next append, so that all groups so far can be released together.
    synchronized void rotate() {
        Segment old = current;
        if (old != null) {
            filled.add(old);
            current = null;
        }
    }

    /// The size of all segments.
    synchronized long bytes() {
        Segment segment = current;
        long sum = segment == null ? 0 : segment.position();
        for (Segment one : filled) {
            sum += one.position();
        }
        return sum;
    }

    /// The number of the last group.
    synchronized long lastGroup() {
        return nextGroup - 1;
    }

    /// Releases the segments without groups after this one.
    synchronized void release(long upToGroup) throws IOException {
        while (!filled.isEmpty() && filled.getFirst().lastGroup() <= upToGroup) {
            Segment old = filled.removeFirst();
            old.close();
            recycle(old.path());
        }
    }

    private void recycle(Path path) throws IOException {
        boolean reusable = Files.size(path) == segmentBytes;
        for (int i = 0; reusable && i < MAX_SPARES; i++) {
            Path spare = directory.resolve(SPARE + i);
            if (!Files.exists(spare)) {
                Files.move(path, spare);
                return;
            }
        }
        Files.delete(path);
    }

    @Override
    public synchronized void close() throws IOException {
        rotate();
        for (Segment segment : filled) {
            segment.close();
        }
    }

    static ByteBuffer zeros(int size) {
        return ByteBuffer.allocateDirect(size);
    }
}
