package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

@Described("A fact of a workflow's history; also the data of a server-sent event.")
public record HistoryEntry(
        @Described("Counted from 1 in each workflow; also the id of the event.")
        long sequence,

        Instant at,

        @Described("Such as task.completed; also the name of the event.")
        String type,

        @Described("The task that it is about.") Optional<String> taskId,
        @JsonUnwrapped Optional<Detail> detail) {

    /// What an entry has in addition: depends on its type.
    public sealed interface Detail {}

    public record Requested(String requestedBy) implements Detail {}

    public record Attempt(int attempt) implements Detail {}

    public record Started(
            int attempt,

            @Described("Counted from 1 in each attempt; more than 1 after a crash.")
            int delivery,

            String worker)
            implements Detail {}

    public record Suspended(
            int attempt,

            @Described("Names the external work that the task waits for.")
            String handle,

            Instant wakeAt,
            Instant deadline)
            implements Detail {}

    public record Resumed(int attempt, String handle, Cause reason) implements Detail {
        /// Why a task was resumed.
        public enum Cause {
            SIGNAL,
            TIMER,
            DEADLINE,
            STOP
        }
    }

    public record Signalled(String handle) implements Detail {}

    public record Progressed(@Described("0 to 1.") double progress, String message) implements Detail {}

    public record Completed(int attempt, Map<String, String> outputs, String message) implements Detail {}

    public record AttemptFailed(int attempt, Failure failure, Instant retryAt) implements Detail {}

    public record Failed(int attempt, Failure failure) implements Detail {}

    public record Broken(Failure failure) implements Detail {}

    public record Remark(String message) implements Detail {}

    public record ApprovalRequested(String digest, Instant expiresAt) implements Detail {}

    public record Voted(String by, String digest, String comment) implements Detail {}

    public record Steered(@Described("Who requested it.") String by) implements Detail {}

    public record Cancelled(String by, String message) implements Detail {}

    public record Retried(
            @Described("The first task that runs again.") String from, String by) implements Detail {}
}
