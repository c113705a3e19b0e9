package dev.agenticframework.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The state of one task of a workflow. Immutable. Each state defines the transitions that leave it; a fact that asks
/// for another transition is a sign of a damaged history.
public sealed interface TaskState {

    /// What a task keeps from one state to the next.
    ///
    /// @param attempt the number of the last attempt; 0 before the first
    /// @param failures how many attempts have failed since the task last started anew
    /// @param firstReadyAt when its total timeout started; empty before it was ready
    /// @param startOrder the position of its last start in the workflow; 0 when there is nothing to undo. Undoing
    ///     starts with the highest
    /// @param approvedDigest the digest that was last approved; empty when there is none
    record Past(int attempt, int failures, Optional<Instant> firstReadyAt, int startOrder, String approvedDigest) {
        static final Past NONE = new Past(0, 0, Optional.empty(), 0, "");

        Past ready(int newAttempt, Instant at) {
            return new Past(newAttempt, failures, Optional.of(firstReadyAt.orElse(at)), startOrder, approvedDigest);
        }

        Past failed() {
            return new Past(attempt, failures + 1, firstReadyAt, startOrder, approvedDigest);
        }

        Past started(int order) {
            return new Past(attempt, failures, firstReadyAt, order, approvedDigest);
        }

        Past approved(String digest) {
            return new Past(attempt, failures, firstReadyAt, startOrder, digest);
        }

        Past afresh() {
            return new Past(attempt, 0, Optional.empty(), startOrder, approvedDigest);
        }
    }

    /// Whether an attempt does the task or undoes it.
    enum Leg {
        ACTION,
        COMPENSATION
    }

    /// What an attempt keeps from one lease to the next.
    ///
    /// @param losses how many leases were lost since it last started or resumed without a loss
    /// @param startedAt when it first started; empty when it was never suspended
    /// @param resumption why it runs again; empty when it was never suspended
    /// @param early payloads of signals that no suspension has consumed, by handle
    /// @param log the reference of the log at its last suspension; empty when there is none
    record Waits(
            int losses,
            Optional<Instant> startedAt,
            Optional<Resumption> resumption,
            Map<String, String> early,
            String log) {
        /// The values of an attempt that was never suspended.
        public static final Waits NONE = new Waits(0, Optional.empty(), Optional.empty(), Map.of(), "");

        public Waits {
            early = Map.copyOf(early);
        }

        Waits lost() {
            return new Waits(losses + 1, startedAt, resumption, early, log);
        }

        Waits with(Fact.SignalReceived signal) {
            var all = new HashMap<>(early);
            all.put(signal.handle(), signal.payload());
            return new Waits(losses, startedAt, resumption, all, log);
        }

        Waits suspended(Instant firstStart, String newLog) {
            return new Waits(0, Optional.of(startedAt.orElse(firstStart)), Optional.empty(), early, newLog);
        }

        Waits resumed(Resumption why) {
            var rest = new HashMap<>(early);
            if (why instanceof Resumption.Signalled) {
                rest.remove(why.handle());
            }
            return new Waits(0, startedAt, Optional.of(why), rest, log);
        }

        /// Whether this is the attempt's last turn.
        boolean isLast() {
            return resumption.filter(Resumption::isLast).isPresent();
        }
    }

    /// What the task keeps from one state to the next.
    Past past();

    /// Waits for its dependencies, or was never reached.
    record Waiting(Past past) implements TaskState {
        Ready ready(Fact.TaskReady fact, Instant at) {
            return new Ready(past.ready(fact.attempt(), at), Leg.ACTION, 1, at, Map.of(), Waits.NONE);
        }

        AwaitingApproval requested(Fact.ApprovalRequested fact, Instant at) {
            return new AwaitingApproval(past, fact.digest(), at, fact.expiresAt(), fact.escalatesAt(), false);
        }

        Skipped skipped(String reason, Instant at) {
            return new Skipped(past, reason, at);
        }
    }

    /// Waits for an approval.
    ///
    /// @param digest the digest that a person must approve
    /// @param escalatesAt when more people are asked; empty when no more are asked
    record AwaitingApproval(
            Past past,
            String digest,
            Instant since,
            Instant expiresAt,
            Optional<Instant> escalatesAt,
            boolean escalated)
            implements TaskState {
        AwaitingApproval escalate() {
            return new AwaitingApproval(past, digest, since, expiresAt, Optional.empty(), true);
        }

        Waiting granted(String approved) {
            return new Waiting(past.approved(approved));
        }
    }

    /// Waits for a worker.
    ///
    /// @param delivery the delivery of its next lease
    /// @param outputs the outputs of the attempt to undo
    record Ready(Past past, Leg leg, int delivery, Instant since, Map<String, String> outputs, Waits waits)
            implements TaskState {
        Running started(Fact.TaskStarted fact, int order, Instant at) {
            Past then = leg == Leg.ACTION ? past.started(order) : past;
            return new Running(then, leg, delivery, fact.worker(), at, fact.child(), 0, "", outputs, waits);
        }

        Ready since(Instant at) {
            return new Ready(past, leg, delivery, at, outputs, waits);
        }

        Ready received(Fact.SignalReceived signal) {
            return new Ready(past, leg, delivery, since, outputs, waits.with(signal));
        }

        Ready resumed(Resumption why, Instant at) {
            return new Ready(past, leg, delivery, at, outputs, waits.resumed(why));
        }
    }

    /// A worker runs it.
    ///
    /// @param child the workflow that does the work; empty when an agent does it
    /// @param outputs the outputs of the attempt that is being undone
    record Running(
            Past past,
            Leg leg,
            int delivery,
            String worker,
            Instant startedAt,
            Optional<WorkflowId> child,
            int percent,
            String note,
            Map<String, String> outputs,
            Waits waits)
            implements TaskState {
        Running progressed(int newPercent, String newNote) {
            return new Running(past, leg, delivery, worker, startedAt, child, newPercent, newNote, outputs, waits);
        }

        Running received(Fact.SignalReceived signal) {
            return new Running(
                    past, leg, delivery, worker, startedAt, child, percent, note, outputs, waits.with(signal));
        }

        Suspended suspended(Fact.TaskSuspended fact, Instant at) {
            Waits then = waits.suspended(startedAt, fact.report().log());
            return new Suspended(
                    past,
                    leg,
                    delivery,
                    fact.handle(),
                    at,
                    fact.wakeAt(),
                    fact.deadline(),
                    percent,
                    note,
                    outputs,
                    then);
        }

        Succeeded succeeded(Map<String, String> put, Instant at) {
            return new Succeeded(past, waits.startedAt().orElse(startedAt), at, put);
        }

        BackingOff failed(TaskError error, Instant retryAt) {
            return new BackingOff(past.failed(), leg, error, retryAt, outputs);
        }

        Ready lost(Instant at) {
            return new Ready(past, leg, delivery + 1, at, outputs, waits.lost());
        }

        boolean isHeldBy(Lease lease) {
            return past.attempt() == lease.attempt() && delivery == lease.delivery();
        }
    }

    /// Waits for something outside the platform, without a worker.
    ///
    /// @param delivery the delivery of the lease that has ended
    /// @param handle names what it waits for
    /// @param wakeAt when it runs again without a signal
    /// @param deadline when it gets its last turn
    /// @param outputs the outputs of the attempt that is being undone
    record Suspended(
            Past past,
            Leg leg,
            int delivery,
            String handle,
            Instant since,
            Instant wakeAt,
            Instant deadline,
            int percent,
            String note,
            Map<String, String> outputs,
            Waits waits)
            implements TaskState {
        Suspended progressed(int newPercent, String newNote) {
            return new Suspended(
                    past, leg, delivery, handle, since, wakeAt, deadline, newPercent, newNote, outputs, waits);
        }

        Suspended received(Fact.SignalReceived signal) {
            return new Suspended(
                    past, leg, delivery, handle, since, wakeAt, deadline, percent, note, outputs, waits.with(signal));
        }

        Ready resumed(Resumption why, Instant at) {
            return new Ready(past, leg, delivery + 1, at, outputs, waits.resumed(why));
        }
    }

    /// Has failed, and waits for the next attempt.
    record BackingOff(Past past, Leg leg, TaskError error, Instant until, Map<String, String> outputs)
            implements TaskState {
        Ready ready(int attempt, Instant at) {
            return new Ready(past.ready(attempt, at), leg, 1, at, outputs, Waits.NONE);
        }
    }

    /// Has succeeded.
    record Succeeded(Past past, Instant startedAt, Instant endedAt, Map<String, String> outputs) implements TaskState {}

    /// Has failed for good.
    ///
    /// @param evidence outputs in spite of the failure
    record Failed(Past past, TaskError error, Instant endedAt, Map<String, String> evidence) implements TaskState {}

    /// Was skipped: its condition did not hold.
    record Skipped(Past past, String reason, Instant endedAt) implements TaskState {}

    /// Was cancelled with its workflow before it succeeded.
    record Cancelled(Past past, Instant endedAt) implements TaskState {}

    /// Was undone.
    record Compensated(Past past, Instant endedAt) implements TaskState {}

    /// Could not be undone.
    record NotCompensated(Past past, TaskError error, Instant endedAt) implements TaskState {}

    /// Whether the task no longer blocks the tasks that depend on it.
    default Optional<Outcome> outcome() {
        return switch (this) {
            case Succeeded _ -> Optional.of(Outcome.SUCCEEDED);
            case Failed _ -> Optional.of(Outcome.FAILED);
            case Skipped _ -> Optional.of(Outcome.SKIPPED);
            case Waiting _, AwaitingApproval _, Ready _, Running _, Suspended _, BackingOff _ -> Optional.empty();
            case Cancelled _, Compensated _, NotCompensated _ -> Optional.empty();
        };
    }

    /// Whether the task changes only when someone asks for it.
    default boolean isEnded() {
        return switch (this) {
            case Waiting _, AwaitingApproval _, Ready _, Running _, Suspended _, BackingOff _ -> false;
            case Succeeded _, Failed _, Skipped _, Cancelled _, Compensated _, NotCompensated _ -> true;
        };
    }

    /// The part of the work that is done, 0 to 1.
    default double progress() {
        return switch (this) {
            case Running running -> running.percent() / 100.0;
            case Suspended suspended -> suspended.percent() / 100.0;
            case Waiting _, AwaitingApproval _, Ready _, BackingOff _ -> 0;
            case Succeeded _, Failed _, Skipped _, Cancelled _, Compensated _, NotCompensated _ -> 1;
        };
    }

    /// Whether an attempt is ready, running or suspended, or will be retried.
    default boolean isActive() {
        return switch (this) {
            case Ready _, Running _, Suspended _, BackingOff _ -> true;
            case Waiting _, AwaitingApproval _ -> false;
            case Succeeded _, Failed _, Skipped _, Cancelled _, Compensated _, NotCompensated _ -> false;
        };
    }

    /// Whether the task is being undone.
    default boolean isCompensating() {
        return switch (this) {
            case Ready ready -> ready.leg() == Leg.COMPENSATION;
            case Running running -> running.leg() == Leg.COMPENSATION;
            case Suspended suspended -> suspended.leg() == Leg.COMPENSATION;
            case BackingOff backingOff -> backingOff.leg() == Leg.COMPENSATION;
            case Waiting _, AwaitingApproval _ -> false;
            case Succeeded _, Failed _, Skipped _, Cancelled _, Compensated _, NotCompensated _ -> false;
        };
    }
}
