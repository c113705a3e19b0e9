package dev.agenticframework.runtime;

import dev.agenticframework.engine.Announcement;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Parent;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Runs of entries as bytes: a version, the sequence and time of the first, then each entry's kind, the milliseconds
/// since the one before, and its fields. A run stands for itself: what it refers back to is in it.
// The ordinals are on disk: constants are only ever added at the end.
@SuppressWarnings("EnumOrdinal")
public final class HistoryFormat {
    private static final int VERSION = 1;

    private HistoryFormat() {}

    /// The entries of one workflow as bytes.
    ///
    /// @param entries not empty, without a gap
    public static byte[] write(List<Entry> entries) {
        var sink = new ByteSink();
        sink.octet(VERSION);
        writeRun(sink, entries);
        return sink.toBytes();
    }

    /// The bytes as the entries of one workflow.
    ///
    /// @throws CorruptHistoryException when they are not what [#write] made
    public static List<Entry> read(byte[] bytes) {
        return possible(() -> readRun(versioned(bytes)));
    }

    /// What was added to several workflows as bytes.
    public static byte[] writeGroup(List<WorkflowStore.Change> changes) {
        var sink = new ByteSink();
        sink.octet(VERSION);
        sink.number(changes.size());
        for (WorkflowStore.Change change : changes) {
            sink.number(change.after().id().number());
            writeRun(sink, change.entries());
        }
        return sink.toBytes();
    }

    /// The bytes as what was added to several workflows, in the order in which it was written.
    ///
    /// @throws CorruptHistoryException when they are not what [#writeGroup] made
    public static List<Run> readGroup(byte[] bytes) {
        return possible(() -> {
            ByteSource source = versioned(bytes);
            int count = source.count();
            var runs = new ArrayList<Run>(count);
            for (int i = 0; i < count; i++) {
                runs.add(new Run(new WorkflowId(source.number()), readRun(source)));
            }
            return runs;
        });
    }

    /// Reads bytes that may hold a value that its type does not allow, such as a negative timeout.
    private static <T> T possible(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new CorruptHistoryException("The history has an impossible value: " + e.getMessage() + ".", e);
        }
    }

    /// What was added to one workflow.
    public record Run(WorkflowId workflow, List<Entry> entries) {}

    private static ByteSource versioned(byte[] bytes) {
        var source = new ByteSource(bytes);
        int version = source.octet();
        if (version != VERSION) {
            throw new CorruptHistoryException("The version of the history is unknown: " + version + ".");
        }
        return source;
    }

    private static void writeRun(ByteSink sink, List<Entry> entries) {
        Entry first = entries.getFirst();
        sink.number(entries.size());
        sink.number(first.sequence());
        long at = first.at().toEpochMilli();
        sink.number(at);
        for (Entry entry : entries) {
            sink.octet(Kind.of(entry.fact()).ordinal());
            sink.number(entry.at().toEpochMilli() - at);
            at = entry.at().toEpochMilli();
            write(sink, entry.fact());
        }
    }

    private static List<Entry> readRun(ByteSource source) {
        int count = source.count();
        long sequence = source.number();
        long at = source.number();
        var entries = new ArrayList<Entry>(count);
        for (int i = 0; i < count; i++) {
            Kind kind = PlanFormat.constant(Kind.VALUES, source.octet());
            at += source.number();
            entries.add(new Entry(sequence + i, Instant.ofEpochMilli(at), fact(kind, source)));
        }
        return entries;
    }

    /// Only ever added to, at the end: the ordinals are on disk.
    private enum Kind {
        CREATED,
        READY,
        STARTED,
        PROGRESSED,
        SUCCEEDED,
        ATTEMPT_FAILED,
        FAILED,
        LEASE_LOST,
        SKIPPED,
        STOPPED,
        APPROVAL_REQUESTED,
        APPROVAL_ESCALATED,
        APPROVAL_GRANTED,
        APPROVAL_DENIED,
        APPROVAL_EXPIRED,
        PAUSED,
        RESUMED,
        CANCEL_REQUESTED,
        TIMED_OUT,
        COMPENSATION_READY,
        COMPENSATED,
        COMPENSATION_FAILED,
        RETRIED,
        COMPLETED,
        WORKFLOW_FAILED,
        CANCELLED,
        SUSPENDED,
        TASK_RESUMED,
        SIGNAL_RECEIVED;

        static final Kind[] VALUES = values();

        static Kind of(Fact fact) {
            return switch (fact) {
                case Fact.WorkflowCreated _ -> CREATED;
                case Fact.TaskReady _ -> READY;
                case Fact.TaskStarted _ -> STARTED;
                case Fact.TaskProgressed _ -> PROGRESSED;
                case Fact.TaskSucceeded _ -> SUCCEEDED;
                case Fact.AttemptFailed _ -> ATTEMPT_FAILED;
                case Fact.TaskFailed _ -> FAILED;
                case Fact.LeaseLost _ -> LEASE_LOST;
                case Fact.TaskSkipped _ -> SKIPPED;
                case Fact.TaskStopped _ -> STOPPED;
                case Fact.ApprovalRequested _ -> APPROVAL_REQUESTED;
                case Fact.ApprovalEscalated _ -> APPROVAL_ESCALATED;
                case Fact.ApprovalGranted _ -> APPROVAL_GRANTED;
                case Fact.ApprovalDenied _ -> APPROVAL_DENIED;
                case Fact.ApprovalExpired _ -> APPROVAL_EXPIRED;
                case Fact.WorkflowPaused _ -> PAUSED;
                case Fact.WorkflowResumed _ -> RESUMED;
                case Fact.CancelRequested _ -> CANCEL_REQUESTED;
                case Fact.WorkflowTimedOut _ -> TIMED_OUT;
                case Fact.CompensationReady _ -> COMPENSATION_READY;
                case Fact.TaskCompensated _ -> COMPENSATED;
                case Fact.CompensationFailed _ -> COMPENSATION_FAILED;
                case Fact.WorkflowRetried _ -> RETRIED;
                case Fact.WorkflowCompleted _ -> COMPLETED;
                case Fact.WorkflowFailed _ -> WORKFLOW_FAILED;
                case Fact.WorkflowCancelled _ -> CANCELLED;
                case Fact.TaskSuspended _ -> SUSPENDED;
                case Fact.TaskResumed _ -> TASK_RESUMED;
                case Fact.SignalReceived _ -> SIGNAL_RECEIVED;
            };
        }
    }

    private static void write(ByteSink sink, Fact fact) {
        if (fact instanceof Fact.OfTask ofTask) {
            sink.text(ofTask.task().value());
        }
        switch (fact) {
            case Fact.WorkflowCreated created -> writeCreated(sink, created);
            case Fact.TaskReady ready -> sink.number(ready.attempt());
            case Fact.TaskStarted started -> {
                sink.number(started.attempt());
                sink.number(started.delivery());
                sink.text(started.worker());
                sink.number(started.child().map(id -> id.number() + 1).orElse(0L));
            }
            case Fact.TaskProgressed progressed -> {
                sink.number(progressed.percent());
                sink.text(progressed.note());
            }
            case Fact.TaskSuspended suspended -> {
                sink.number(suspended.attempt());
                sink.text(suspended.handle());
                write(sink, suspended.wakeAt());
                write(sink, suspended.deadline());
                write(sink, suspended.report());
            }
            case Fact.TaskResumed resumed -> {
                sink.number(resumed.attempt());
                write(sink, resumed.why());
            }
            case Fact.SignalReceived signal -> {
                sink.text(signal.handle());
                sink.text(signal.payload());
            }
            case Fact.TaskSucceeded done -> {
                sink.number(done.attempt());
                write(sink, done.outputs());
                write(sink, done.report());
            }
            case Fact.AttemptFailed failed -> {
                sink.number(failed.attempt());
                write(sink, failed.error());
                write(sink, failed.retryAt());
                write(sink, failed.report());
            }
            case Fact.TaskFailed failed -> {
                sink.number(failed.attempt());
                write(sink, failed.error());
                write(sink, failed.evidence());
                write(sink, failed.report());
            }
            case Fact.LeaseLost lost -> {
                sink.number(lost.attempt());
                sink.number(lost.delivery());
            }
            case Fact.TaskSkipped skipped -> sink.text(skipped.reason());
            case Fact.TaskStopped stopped -> sink.number(stopped.attempt());
            case Fact.ApprovalRequested requested -> {
                sink.text(requested.digest());
                write(sink, requested.expiresAt());
                sink.number(
                        requested.escalatesAt().map(at -> at.toEpochMilli() + 1).orElse(0L));
            }
            case Fact.ApprovalGranted granted -> {
                sink.text(granted.by());
                sink.text(granted.digest());
                sink.text(granted.comment());
            }
            case Fact.ApprovalDenied denied -> {
                sink.text(denied.by());
                sink.text(denied.digest());
                sink.text(denied.comment());
            }
            case Fact.WorkflowPaused paused -> sink.text(paused.by());
            case Fact.WorkflowResumed resumed -> sink.text(resumed.by());
            case Fact.CancelRequested cancel -> {
                sink.text(cancel.by());
                sink.text(cancel.reason());
            }
            case Fact.CompensationReady ready -> sink.number(ready.attempt());
            case Fact.TaskCompensated compensated -> sink.number(compensated.attempt());
            case Fact.CompensationFailed failed -> {
                sink.number(failed.attempt());
                write(sink, failed.error());
            }
            case Fact.WorkflowRetried retried -> {
                sink.text(retried.from().value());
                sink.text(retried.by());
            }
            case Fact.WorkflowFailed failed -> {
                sink.text(failed.task().map(TaskId::value).orElse(""));
                write(sink, failed.error());
            }
            case Fact.ApprovalEscalated _, Fact.ApprovalExpired _ -> {}
            case Fact.WorkflowTimedOut _, Fact.WorkflowCompleted _, Fact.WorkflowCancelled _ -> {}
        }
    }

    private static Fact fact(Kind kind, ByteSource source) {
        return switch (kind) {
            case CREATED -> created(source);
            case READY -> new Fact.TaskReady(task(source), source.small());
            case STARTED ->
                new Fact.TaskStarted(task(source), source.small(), source.small(), source.text(), workflow(source));
            case PROGRESSED -> new Fact.TaskProgressed(task(source), source.small(), source.text());
            case SUCCEEDED -> new Fact.TaskSucceeded(task(source), source.small(), texts(source), report(source));
            case ATTEMPT_FAILED ->
                new Fact.AttemptFailed(task(source), source.small(), error(source), instant(source), report(source));
            case FAILED ->
                new Fact.TaskFailed(task(source), source.small(), error(source), texts(source), report(source));
            case LEASE_LOST -> new Fact.LeaseLost(task(source), source.small(), source.small());
            case SKIPPED -> new Fact.TaskSkipped(task(source), source.text());
            case STOPPED -> new Fact.TaskStopped(task(source), source.small());
            case APPROVAL_REQUESTED ->
                new Fact.ApprovalRequested(task(source), source.text(), instant(source), optionalInstant(source));
            case APPROVAL_ESCALATED -> new Fact.ApprovalEscalated(task(source));
            case APPROVAL_GRANTED ->
                new Fact.ApprovalGranted(task(source), source.text(), source.text(), source.text());
            case APPROVAL_DENIED -> new Fact.ApprovalDenied(task(source), source.text(), source.text(), source.text());
            case APPROVAL_EXPIRED -> new Fact.ApprovalExpired(task(source));
            case PAUSED -> new Fact.WorkflowPaused(source.text());
            case RESUMED -> new Fact.WorkflowResumed(source.text());
            case CANCEL_REQUESTED -> new Fact.CancelRequested(source.text(), source.text());
            case TIMED_OUT -> new Fact.WorkflowTimedOut();
            case COMPENSATION_READY -> new Fact.CompensationReady(task(source), source.small());
            case COMPENSATED -> new Fact.TaskCompensated(task(source), source.small());
            case COMPENSATION_FAILED -> new Fact.CompensationFailed(task(source), source.small(), error(source));
            case RETRIED -> new Fact.WorkflowRetried(task(source), source.text());
            case COMPLETED -> new Fact.WorkflowCompleted();
            case WORKFLOW_FAILED -> new Fact.WorkflowFailed(optionalTask(source), error(source));
            case CANCELLED -> new Fact.WorkflowCancelled();
            case SUSPENDED ->
                new Fact.TaskSuspended(
                        task(source), source.small(), source.text(), instant(source), instant(source), report(source));
            case TASK_RESUMED -> new Fact.TaskResumed(task(source), source.small(), resumption(source));
            case SIGNAL_RECEIVED -> new Fact.SignalReceived(task(source), source.text(), source.text());
        };
    }

    private static TaskId task(ByteSource source) {
        return new TaskId(source.text());
    }

    private static Optional<TaskId> optionalTask(ByteSource source) {
        String task = source.text();
        return task.isEmpty() ? Optional.empty() : Optional.of(new TaskId(task));
    }

    private static Optional<WorkflowId> workflow(ByteSource source) {
        long number = source.number();
        return number == 0 ? Optional.empty() : Optional.of(new WorkflowId(number - 1));
    }

    private static void writeCreated(ByteSink sink, Fact.WorkflowCreated created) {
        Request request = created.request();
        sink.text(request.requestedBy());
        sink.text(request.sentence());
        sink.text(request.template());
        sink.text(request.parameters());
        write(sink, request.labels());
        sink.text(created.idempotencyKey());
        sink.octet(created.parent().isPresent() ? 1 : 0);
        created.parent().ifPresent(parent -> {
            sink.number(parent.workflow().number());
            sink.text(parent.task().value());
            sink.number(parent.attempt());
            sink.number(parent.delivery());
        });
        PlanFormat.write(sink, created.plan());
    }

    private static Fact created(ByteSource source) {
        var request = new Request(source.text(), source.text(), source.text(), source.text(), texts(source));
        String key = source.text();
        Optional<Parent> parent = source.octet() == 0
                ? Optional.empty()
                : Optional.of(
                        new Parent(new WorkflowId(source.number()), task(source), source.small(), source.small()));
        return new Fact.WorkflowCreated(request, PlanFormat.read(source), key, parent);
    }

    static void write(ByteSink sink, Map<String, String> texts) {
        sink.number(texts.size());
        if (!texts.isEmpty()) {
            new TreeMap<>(texts).forEach((name, value) -> {
                sink.text(name);
                sink.text(value);
            });
        }
    }

    static Map<String, String> texts(ByteSource source) {
        int count = source.count();
        Map<String, String> texts = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            texts.put(source.text(), source.text());
        }
        return texts;
    }

    static void write(ByteSink sink, Report report) {
        if (report.equals(Report.NONE)) {
            sink.octet(0);
            return;
        }
        sink.octet(1);
        sink.text(report.summary());
        sink.text(report.log());
        sink.number(report.announcements().size());
        report.announcements().forEach(announcement -> {
            sink.text(announcement.detailType());
            sink.text(announcement.detail());
        });
    }

    static Report report(ByteSource source) {
        if (source.octet() == 0) {
            return Report.NONE;
        }
        String summary = source.text();
        String log = source.text();
        int count = source.count();
        var announcements = new ArrayList<Announcement>(count);
        for (int i = 0; i < count; i++) {
            announcements.add(new Announcement(source.text(), source.text()));
        }
        return new Report(summary, log, announcements);
    }

    static void write(ByteSink sink, TaskError error) {
        sink.octet(error instanceof TaskError.Terminal ? 1 : 0);
        sink.text(error.code());
        sink.octet(error.blame().ordinal());
        sink.text(error.message());
        sink.text(error.remedy());
    }

    static TaskError error(ByteSource source) {
        boolean terminal = source.octet() == 1;
        String code = source.text();
        TaskError.Blame blame = PlanFormat.constant(TaskError.Blame.values(), source.octet());
        return terminal
                ? new TaskError.Terminal(code, blame, source.text(), source.text())
                : new TaskError.Transient(code, blame, source.text(), source.text());
    }

    static void write(ByteSink sink, Resumption why) {
        switch (why) {
            case Resumption.Signalled _ -> sink.octet(0);
            case Resumption.Woken _ -> sink.octet(1);
            case Resumption.Expired _ -> sink.octet(2);
            case Resumption.Stopped _ -> sink.octet(3);
        }
        sink.text(why.handle());
        if (why instanceof Resumption.Signalled signalled) {
            sink.text(signalled.payload());
        }
    }

    static Resumption resumption(ByteSource source) {
        int kind = source.octet();
        String handle = source.text();
        return switch (kind) {
            case 0 -> new Resumption.Signalled(handle, source.text());
            case 1 -> new Resumption.Woken(handle);
            case 2 -> new Resumption.Expired(handle);
            case 3 -> new Resumption.Stopped(handle);
            default -> throw new CorruptHistoryException("The kind of a resumption is unknown: " + kind + ".");
        };
    }

    static void write(ByteSink sink, Instant instant) {
        sink.number(instant.toEpochMilli());
    }

    static Instant instant(ByteSource source) {
        return Instant.ofEpochMilli(source.number());
    }

    private static Optional<Instant> optionalInstant(ByteSource source) {
        long millis = source.number();
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis - 1));
    }
}
