package dev.agenticframework.runtimeembedded;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditLog;
import dev.agenticframework.host.LockFile;
import dev.agenticframework.runtime.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An audit log in files of JSON lines. Each line has the hash of the one before it, so that a change to an old entry
/// is found. Several threads and processes can append: entries that wait at the same time share one sync of the disk.
///
/// Entries are kept for 400 days, and in 512 MiB at most; then the oldest ones are removed.
public final class FileAuditLog implements AuditLog {
    /// How much of the log is kept.
    public static final String KEPT_FOR_PEOPLE = AuditSegments.KEPT.toDays() + " days, and "
            + ((AuditSegments.MAX_SEGMENTS * (long) AuditSegments.SEGMENT_BYTES) >> 20) + " MiB at most";

    /// A page reads at most this many entries.
    private static final int MAX_SCANNED = 50_000;

    private final Path directory;
    private final AuditSegments segments;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private Tail tail = Tail.UNKNOWN;

    /// The end of the log, as this process knows it.
    ///
    /// @param file empty when there is none
    private record Tail(Optional<Path> file, long bytes, long sequence, String hash) {
        static final Tail UNKNOWN = new Tail(Optional.empty(), 0, 0, AuditLine.NO_PREVIOUS);
    }

    private static final class Waiting {
        private final AuditEntry entry;
        private final boolean synced;
        private boolean done;
        private @Nullable IOException failure;

        Waiting(AuditEntry entry, boolean synced) {
            this.entry = entry;
            this.synced = synced;
        }
    }

    /// A log in a directory, which is created with the first entry.
    public FileAuditLog(Path directory, InstantSource clock) {
        this.directory = directory;
        this.segments = new AuditSegments(directory);
        this.clock = clock;
    }

    @Override
    public void record(AuditEntry entry) {
        append(new Waiting(entry, true));
    }

    @Override
    public void complete(AuditEntry entry) {
        append(new Waiting(entry, false));
    }

    private void append(Waiting waiting) {
        queue.add(waiting);
        writing.lock();
        try {
            if (!waiting.done) {
                writeAll();
            }
        } finally {
            writing.unlock();
        }
        if (waiting.failure != null) {
            throw unavailable(waiting.failure);
        }
    }

    /// Writes what waits, on behalf of all who wait.
    private void writeAll() {
        var batch = new ArrayList<Waiting>();
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            batch.add(next);
        }
        IOException failure = null;
        try (var _ = locked()) {
            append(batch);
        } catch (IOException e) {
            tail = Tail.UNKNOWN;
            failure = e;
        }
        for (Waiting one : batch) {
            one.failure = failure;
            one.done = true;
        }
    }

    private LockFile locked() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return LockFile.take(segments.lock());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void append(List<Waiting> batch) throws IOException {
        var end = current();
        Instant now = clock.instant();
        Path file = end.file().isPresent() && end.bytes() < AuditSegments.SEGMENT_BYTES
                ? end.file().get()
                : rotated(end, now);
        long position = end.file().filter(file::equals).isPresent() ? end.bytes() : 0;
        var text = new StringBuilder();
        long sequence = end.sequence();
        String hash = end.hash();
        for (Waiting one : batch) {
            hash = new AuditLine(++sequence, now, hash, one.entry).appendTo(text);
        }
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        AuditSegments.append(file, position, content, batch.stream().anyMatch(one -> one.synced));
        tail = new Tail(Optional.of(file), position + content.length, sequence, hash);
    }

    /// A new file does not go on from what a loss of power can take away.
    private Path rotated(Tail end, Instant now) throws IOException {
        if (end.file().isPresent()) {
            AuditSegments.sync(end.file().get());
        }
        Path file = segments.create(end.sequence() + 1);
        segments.prune(now);
        return file;
    }

    /// The end of the log: what this process wrote last, or what another one has written since.
    private Tail current() throws IOException {
        List<Path> files = segments.all();
        if (files.isEmpty()) {
            return Tail.UNKNOWN;
        }
        Path newest = files.getLast();
        if (tail.file().filter(newest::equals).isPresent() && tail.bytes() == Files.size(newest)) {
            return tail;
        }
        for (Path file : files.reversed()) {
            List<String> lines = AuditSegments.lines(file);
            if (!lines.isEmpty()) {
                var last = read(file, lines.getLast());
                return new Tail(
                        Optional.of(newest),
                        file.equals(newest) ? AuditSegments.bytes(lines) : 0,
                        last.line().sequence(),
                        last.hash());
            }
        }
        return new Tail(Optional.of(newest), 0, 0, AuditLine.NO_PREVIOUS);
    }

    private static AuditLine.Written read(Path file, String line) throws IOException {
        return AuditLine.read(line)
                .orElseThrow(() -> new IOException("A line of '" + file.getFileName() + "' is not an entry."));
    }

    @Override
    public Found find(long before, int limit, Predicate<Recorded> wanted) {
        var found = new ArrayList<Recorded>();
        Set<String> ended = new HashSet<>();
        long scanned = 0;
        try {
            for (Path file : segments.all().reversed()) {
                for (String text : AuditSegments.lines(file).reversed()) {
                    var line = read(file, text).line().recorded();
                    boolean superseded = line.entry().outcome() == AuditEntry.Outcome.BEGUN
                            ? ended.contains(line.entry().id())
                            : !ended.add(line.entry().id());
                    if (line.sequence() >= before) {
                        continue;
                    }
                    if (!superseded && wanted.test(line)) {
                        found.add(line);
                    }
                    if (found.size() == limit || ++scanned == MAX_SCANNED) {
                        return new Found(found, Optional.of(line.sequence()));
                    }
                }
            }
            return new Found(found, Optional.empty());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// The result of a check.
    ///
    /// @param entries how many were checked
    /// @param first the sequence of the oldest entry; older ones were removed because of their age or number. 0
    ///     when there is none
    /// @param last the sequence of the newest entry
    /// @param head the hash of the newest entry; who keeps it elsewhere can tell later whether the end was removed
    /// @param problem the place and the kind of the first damage; empty when there is none
    public record Verified(long entries, long first, long last, String head, Optional<String> problem) {}

    /// Checks that no entry was changed, removed or added in between.
    ///
    /// @throws FailureException `AUDIT_LOG_UNAVAILABLE`
    public Verified verify() {
        var chain = new AuditChain();
        try {
            for (Path file : segments.all()) {
                int number = 0;
                for (String line : AuditSegments.lines(file)) {
                    var problem = chain.add(line);
                    number++;
                    if (problem.isPresent()) {
                        return chain.result(Optional.of(file.getFileName() + ":" + number + ": " + problem.get()));
                    }
                }
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
        return chain.result(Optional.empty());
    }

    private FailureException unavailable(IOException e) {
        boolean full = Failures.of(directory, e).code() == Answer.Code.STORE_FULL;
        return new FailureException(
                full
                        ? Failure.exhausted(
                                "AUDIT_LOG_FULL",
                                "The disk of the audit log '" + directory + "' is full, so nothing can be changed.",
                                "Free some space. Changes then work without a restart.")
                        : Failure.external(
                                "AUDIT_LOG_UNAVAILABLE",
                                "The audit log '" + directory + "' cannot be used: " + e.getMessage(),
                                "Make it readable and writable for the platform's user."),
                e);
    }
}
