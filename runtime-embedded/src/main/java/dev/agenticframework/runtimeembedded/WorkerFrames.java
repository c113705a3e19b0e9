package dev.agenticframework.runtimeembedded;

import dev.agenticframework.runtime.CorruptHistoryException;
import dev.agenticframework.runtime.WorkerFormat;
import dev.agenticframework.runtime.WorkerMessage;
import dev.agenticframework.runtime.WorkerProcess;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Sends messages over a socket, each preceded by its length (4 bytes). Messages wait in a queue and leave in groups,
/// so that no sender waits for the network.
final class WorkerFrames implements WorkerProcess.Connection {
    /// The size of the largest message. The inputs and outputs of a task are limited to much less.
    private static final int MAX_FRAME_BYTES = 32 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final SocketChannel channel;
    private final DataInputStream in;
    /// The messages that wait; an empty element ends the queue.
    private final BlockingQueue<Optional<WorkerMessage>> waiting = new LinkedBlockingQueue<>();
    private final Thread sender;

    WorkerFrames(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES));
        this.sender = Thread.ofPlatform().daemon().name("worker-messages").start(this::sendAll);
    }

    @Override
    public void send(WorkerMessage message) {
        waiting.add(Optional.of(message));
    }

    private void sendAll() {
        var group = new ArrayList<Optional<WorkerMessage>>();
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES))) {
            boolean more = true;
            while (more) {
                group.add(waiting.take());
                waiting.drainTo(group);
                for (Optional<WorkerMessage> message : group) {
                    if (message.isPresent()) {
                        byte[] bytes = WorkerFormat.write(message.get());
                        out.writeInt(bytes.length);
                        out.write(bytes);
                    }
                }
                out.flush();
                more = group.getLast().isPresent();
                group.clear();
            }
        } catch (InterruptedException | IOException _) {
            // The connection is closed or broken: whoever receives is told so.
        }
    }

    @Override
    public WorkerMessage receive() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > MAX_FRAME_BYTES) {
            throw new IOException("The message has " + length + " bytes, which is more than allowed.");
        }
        byte[] bytes = in.readNBytes(length);
        try {
            return WorkerFormat.read(bytes);
        } catch (CorruptHistoryException | IllegalArgumentException e) {
            throw new IOException("The message is invalid: " + e.getMessage(), e);
        }
    }

    /// Sends as much of the waiting messages as possible in a moment, and closes.
    @Override
    public void close() {
        waiting.add(Optional.empty());
        try {
            sender.join(LAST_WORDS);
            channel.close();
        } catch (IOException _) {
            // It was broken already.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
