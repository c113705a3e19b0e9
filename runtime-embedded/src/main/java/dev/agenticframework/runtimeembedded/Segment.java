package dev.agenticframework.runtimeembedded;

import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.runtime.CorruptHistoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One file of a [Journal].
///
///     header   magic (8) · segment number (8)
///     frame    length of the bytes (4) · CRC-32C of all that follows and the segment number (4) · group number
/// (8) · bytes
///
/// A reused file still has frames from before. Their checksums include another segment number, so they are not mistaken
/// for new ones.
final class Segment {
    private static final long MAGIC = 0x41474a524e4c0001L;
    private static final int HEADER_BYTES = 16;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int ZEROS_BYTES = 1 << 20;
    /// How far after a torn group a later group is searched for.
    private static final int MAX_GROUPS_AHEAD = 1 << 16;

    private final Path path;
    private final long number;
    private final FileChannel channel;
    private final long size;
    private long position;
    private long lastGroup;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    private Segment(Path path, long number, FileChannel channel, long position, long lastGroup) throws IOException {
        this.path = path;
        this.number = number;
        this.channel = channel;
        this.size = channel.size();
        this.position = position;
        this.lastGroup = lastGroup;
    }

    static int sizeFor(int bytes) {
        return HEADER_BYTES + FRAME_HEADER_BYTES + bytes;
    }

    /// Creates a segment, durable and empty.
    ///
    /// @param spare a file to reuse; null when there is none
    static Segment create(Path path, long number, @Nullable Path spare, int size) throws IOException {
        Path draft = path.resolveSibling("draft");
        if (spare != null && Files.size(spare) >= size) {
            Files.move(spare, draft, StandardCopyOption.ATOMIC_MOVE);
        } else {
            fill(draft, size);
        }
        FileChannel channel = FileChannel.open(draft, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                    .putLong(MAGIC)
                    .putLong(number)
                    .flip();
            writeAll(channel, header, 0);
            DurableFiles.publish(draft, path);
            return new Segment(path, number, channel, HEADER_BYTES, 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void fill(Path path, int size) throws IOException {
        try (var channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer zeros = Journal.zeros(Math.min(size, ZEROS_BYTES));
            for (long at = 0; at < size; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
                writeAll(channel, zeros, at);
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /// Reads a segment that an earlier process left.
    static Segment recover(Path path, long number, List<Journal.Group> groups) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer all = ByteBuffer.allocate((int) channel.size());
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {}
        all.flip();
        if (all.limit() < HEADER_BYTES || all.getLong(0) != MAGIC || all.getLong(8) != number) {
            throw new CorruptHistoryException("The header of '" + path + "' is damaged.");
        }
        int at = HEADER_BYTES;
        long last = 0;
        while (isFrame(all, at, number)) {
            int length = all.getInt(at);
            last = all.getLong(at + 8);
            var bytes = new byte[length];
            all.get(at + FRAME_HEADER_BYTES, bytes);
            groups.add(new Journal.Group(last, bytes));
            at += FRAME_HEADER_BYTES + length;
        }
        requireNothingBehind(path, all, at, number, last);
        return new Segment(path, number, channel, at, last);
    }

    /// Copies the groups of a segment that another process may be appending to. A group that is being written is
    /// left out.
    static void copy(Path from, Path to, long number) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(from));
        int at = HEADER_BYTES;
        while (isFrame(all, at, number)) {
            at += FRAME_HEADER_BYTES + all.getInt(at);
        }
        try (var channel = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAll(channel, all.slice(0, Math.min(at, all.limit())), 0);
        }
    }

    private static boolean isFrame(ByteBuffer all, int at, long number) {
        if (at + FRAME_HEADER_BYTES > all.limit()) {
            return false;
        }
        int length = all.getInt(at);
        if (length <= 0 || length > all.limit() - at - FRAME_HEADER_BYTES) {
            return false;
        }
        return all.getInt(at + 4) == checksum(all.slice(at + 8, 8 + length), number);
    }

    private static void requireNothingBehind(Path path, ByteBuffer all, int torn, long number, long last) {
        if (last == 0) {
            return;
        }
        for (int at = torn; at + FRAME_HEADER_BYTES <= all.limit(); at++) {
            long ahead = all.getLong(at + 8) - last;
            if (ahead > 0 && ahead < MAX_GROUPS_AHEAD && isFrame(all, at, number)) {
                throw new CorruptHistoryException(
                        "'" + path + "' is damaged at byte " + torn + ", before group " + (last + ahead) + ".");
            }
        }
    }

    private static int checksum(ByteBuffer bytes, long number) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        crc.update(bytes);
        return (int) crc.getValue();
    }

    boolean hasRoomFor(int bytes) {
        return position + FRAME_HEADER_BYTES + bytes <= size;
    }

    void append(long group, byte[] bytes) throws IOException {
        ByteBuffer frame = buffer(FRAME_HEADER_BYTES + bytes.length);
        frame.putInt(bytes.length).putInt(0).putLong(group).put(bytes).flip();
        frame.putInt(4, checksum(frame.slice(8, 8 + bytes.length), number));
        int length = frame.remaining();
        writeAll(channel, frame, position);
        channel.force(false);
        position += length;
        lastGroup = group;
    }

    private ByteBuffer buffer(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(Math.max(bytes, 2 * buffer.capacity()));
        }
        return buffer.clear();
    }

    /// Cuts off what may have been written after the last group.
    void cut() throws IOException {
        channel.truncate(position);
        channel.force(true);
    }

    Path path() {
        return path;
    }

    long position() {
        return position;
    }

    long lastGroup() {
        return lastGroup;
    }

    void close() throws IOException {
        channel.close();
    }
}
