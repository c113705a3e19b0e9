package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Failure.Kind;
import java.util.function.Function;

/// The result of a call: a value, or a refusal with a stable code. A call throws nothing that its caller must expect.
public sealed interface Answer<T> {

    /// The call succeeded, and its effect is durable.
    record Done<T>(T value) implements Answer<T> {}

    /// The call was refused, and nothing has changed.
    ///
    /// @param code stable
    /// @param message for people: what is wrong with which input
    record Refused<T>(Code code, String message) implements Answer<T> {
        /// The same refusal, as the answer of another type of call.
        public <U> Refused<U> as() {
            return new Refused<>(code, message);
        }
    }

    /// The answer with its value changed; a refusal stays as it is.
    default <U> Answer<U> map(Function<T, U> change) {
        return switch (this) {
            case Done<T> done -> new Done<>(change.apply(done.value()));
            case Refused<T> refused -> refused.as();
        };
    }

    /// The stable codes of refusals, as they are on the wire.
    enum Code {
        WORKFLOW_NOT_FOUND(Kind.NOT_FOUND),
        TASK_NOT_FOUND(Kind.NOT_FOUND),
        WORKFLOW_ENDED(Kind.CONFLICT),
        WORKFLOW_RUNNING(Kind.CONFLICT),
        WORKFLOW_STOPPING(Kind.CONFLICT),
        NO_APPROVAL_PENDING(Kind.CONFLICT),
        APPROVAL_DIGEST_MISMATCH(Kind.CONFLICT),
        NOT_ELIGIBLE_TO_APPROVE(Kind.FORBIDDEN),
        LEASE_LOST(Kind.CONFLICT),
        TASK_NOT_READY(Kind.CONFLICT),
        OUTPUT_TOO_LARGE(Kind.TOO_LARGE),
        SIGNAL_UNEXPECTED(Kind.CONFLICT),
        SIGNAL_TOO_LARGE(Kind.TOO_LARGE),
        /// The key was used before with another request.
        IDEMPOTENCY_KEY_REUSED(Kind.CONFLICT),
        CURSOR_INVALID(Kind.INVALID),
        /// The disk or the quota is full. Calls succeed again when there is space.
        STORE_FULL(Kind.EXHAUSTED),
        /// The directory or file system cannot be written.
        STORE_READ_ONLY(Kind.UNAVAILABLE),
        /// The disk reports errors.
        STORE_UNAVAILABLE(Kind.UNAVAILABLE),
        /// The queue is full; retry later.
        OVERLOADED(Kind.UNAVAILABLE),
        /// The process is stopping.
        SHUTTING_DOWN(Kind.UNAVAILABLE),
        /// The engine could not decide about this workflow. Other workflows continue.
        ENGINE_DEFECT(Kind.INTERNAL),
        /// The engine has stopped because of a defect, and continues its work when the process starts again.
        ENGINE_STOPPED(Kind.UNAVAILABLE);

        private final Kind kind;

        Code(Kind kind) {
            this.kind = kind;
        }

        /// The kind of failure.
        public Kind kind() {
            return kind;
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
