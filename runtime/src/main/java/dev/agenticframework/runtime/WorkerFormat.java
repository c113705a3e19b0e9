package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// [Messages][WorkerMessage] as bytes, in the notation of the [history][HistoryFormat]. The first byte of the first
/// message is the version: a worker of another version is refused.
public final class WorkerFormat {
    private static final int VERSION = 2;
    private static final int HELLO = 0;
    private static final int SUCCEEDED = 1;
    private static final int FAILED = 2;
    private static final int STOPPED = 3;
    private static final int LOST = 4;
    private static final int HEARTBEAT = 5;
    private static final int BYE = 6;
    private static final int START = 7;
    private static final int STOP = 8;
    private static final int KEPT = 9;
    private static final int SUSPENDED = 10;

    private WorkerFormat() {}

    /// One message as bytes.
    public static byte[] write(WorkerMessage message) {
        var sink = new ByteSink();
        switch (message) {
            case WorkerMessage.Hello hello -> hello(sink, hello);
            case WorkerMessage.Told told -> told(sink, told);
            case WorkerMessage.Bye _ -> sink.octet(BYE);
            case WorkerMessage.Start start -> start(sink, start.order());
            case WorkerMessage.Stop stop -> {
                sink.octet(STOP);
                sink.number(stop.workflow().number());
                sink.text(stop.task().value());
                sink.number(stop.attempt());
            }
            case WorkerMessage.Kept kept -> {
                sink.octet(KEPT);
                held(sink, kept.workflow(), kept.lease());
            }
        }
        return sink.toBytes();
    }

    private static void hello(ByteSink sink, WorkerMessage.Hello hello) {
        sink.octet(HELLO);
        sink.octet(VERSION);
        sink.text(hello.worker());
        sink.number(hello.slots().size());
        new TreeMap<>(hello.slots()).forEach((agent, count) -> {
            sink.text(agent);
            sink.number(count);
        });
        sink.number(hello.holding().size());
        hello.holding().forEach(held -> held(sink, held.workflow(), held.lease()));
    }

    private static void held(ByteSink sink, WorkflowId workflow, Lease lease) {
        sink.number(workflow.number());
        sink.text(lease.task().value());
        sink.number(lease.attempt());
        sink.number(lease.delivery());
    }

    private static void told(ByteSink sink, WorkerMessage.Told told) {
        switch (told.intent()) {
            case Intent.Succeed done -> {
                sink.octet(SUCCEEDED);
                held(sink, told.workflow(), done.lease());
                HistoryFormat.write(sink, done.outputs());
                HistoryFormat.write(sink, done.report());
            }
            case Intent.Fail failed -> {
                sink.octet(FAILED);
                held(sink, told.workflow(), failed.lease());
                HistoryFormat.write(sink, failed.error());
                HistoryFormat.write(sink, failed.evidence());
                HistoryFormat.write(sink, failed.report());
            }
            case Intent.Suspend suspend -> {
                sink.octet(SUSPENDED);
                held(sink, told.workflow(), suspend.lease());
                sink.text(suspend.handle());
                HistoryFormat.write(sink, suspend.wakeAt());
                HistoryFormat.write(sink, suspend.deadline());
                HistoryFormat.write(sink, suspend.report());
            }
            case Intent.Stop stopped -> {
                sink.octet(STOPPED);
                held(sink, told.workflow(), stopped.lease());
            }
            case Intent.LoseLease lost -> {
                sink.octet(LOST);
                held(sink, told.workflow(), lost.lease());
            }
            case Intent.Heartbeat beat -> {
                sink.octet(HEARTBEAT);
                held(sink, told.workflow(), beat.lease());
                sink.number(beat.percent());
                sink.text(beat.note());
            }
            default -> throw new IllegalArgumentException("A worker does not send this: " + told.intent());
        }
    }

    private static void start(ByteSink sink, WorkerMessage.Order order) {
        sink.octet(START);
        held(sink, order.workflow(), order.lease());
        sink.text(order.agent());
        sink.text(order.action());
        HistoryFormat.write(sink, order.inputs());
        sink.text(order.requestedBy());
        HistoryFormat.write(sink, order.labels());
        sink.text(order.traceparent());
        sink.number(order.heartbeat().map(limit -> limit.toMillis() + 1).orElse(0L));
        sink.octet(order.resumption().isPresent() ? 1 : 0);
        order.resumption().ifPresent(why -> HistoryFormat.write(sink, why));
        sink.text(order.earlierLog());
    }

    /// The bytes as a message.
    ///
    /// @throws CorruptHistoryException when they are not what [#write] made
    /// @throws IllegalArgumentException when a value in it is not possible
    public static WorkerMessage read(byte[] bytes) {
        var source = new ByteSource(bytes);
        int kind = source.octet();
        return switch (kind) {
            case HELLO -> hello(source);
            case SUCCEEDED, FAILED, SUSPENDED, STOPPED, LOST, HEARTBEAT -> {
                var workflow = new WorkflowId(source.number());
                yield new WorkerMessage.Told(workflow, intent(kind, lease(source), source));
            }
            case BYE -> new WorkerMessage.Bye();
            case START -> new WorkerMessage.Start(order(source));
            case STOP ->
                new WorkerMessage.Stop(new WorkflowId(source.number()), new TaskId(source.text()), source.small());
            case KEPT -> new WorkerMessage.Kept(new WorkflowId(source.number()), lease(source));
            default -> throw new CorruptHistoryException("The kind of the message is unknown: " + kind + ".");
        };
    }

    private static WorkerMessage.Hello hello(ByteSource source) {
        int version = source.octet();
        if (version != VERSION) {
            throw new CorruptHistoryException(
                    "The worker has another version: " + version + ". Use the platform's version for its workers.");
        }
        String worker = source.text();
        int agents = source.count();
        Map<String, Integer> slots = HashMap.newHashMap(agents);
        for (int i = 0; i < agents; i++) {
            slots.put(source.text(), source.small());
        }
        int count = source.count();
        List<WorkerMessage.Held> holding = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            holding.add(new WorkerMessage.Held(new WorkflowId(source.number()), lease(source)));
        }
        return new WorkerMessage.Hello(worker, slots, holding);
    }

    private static Lease lease(ByteSource source) {
        return new Lease(new TaskId(source.text()), source.small(), source.small());
    }

    private static Intent intent(int kind, Lease lease, ByteSource source) {
        return switch (kind) {
            case SUCCEEDED -> new Intent.Succeed(lease, HistoryFormat.texts(source), HistoryFormat.report(source));
            case FAILED ->
                new Intent.Fail(
                        lease, HistoryFormat.error(source), HistoryFormat.texts(source), HistoryFormat.report(source));
            case SUSPENDED ->
                new Intent.Suspend(
                        lease,
                        source.text(),
                        HistoryFormat.instant(source),
                        HistoryFormat.instant(source),
                        HistoryFormat.report(source));
            case STOPPED -> new Intent.Stop(lease);
            case LOST -> new Intent.LoseLease(lease);
            default -> new Intent.Heartbeat(lease, source.small(), source.text());
        };
    }

    private static WorkerMessage.Order order(ByteSource source) {
        return new WorkerMessage.Order(
                new WorkflowId(source.number()),
                lease(source),
                source.text(),
                source.text(),
                HistoryFormat.texts(source),
                source.text(),
                HistoryFormat.texts(source),
                source.text(),
                heartbeat(source.number()),
                source.octet() == 1 ? Optional.of(HistoryFormat.resumption(source)) : Optional.empty(),
                source.text());
    }

    private static Optional<Duration> heartbeat(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis - 1));
    }
}
