package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Failure.Kind;
import java.util.function.Function;

/// What a call comes to: a value, or a refusal with a stable code. Nothing that a caller has to expect is thrown.
public sealed interface Answer<T> {

    /// It was done, and is durable.
    record Done<T>(T value) implements Answer<T> {}

    /// It was not done, and nothing has changed.
    ///
    /// @param code stable
    /// @param message for people: what was wrong with which input, and what to do
    record Refused<T>(Code code, String message) implements Answer<T> {
        /// The same refusal where another kind of value was expected.
        public <U> Refused<U> as() {
            return new Refused<>(code, message);
        }
    }

    /// The value, made into something else.
    default <U> Answer<U> map(Function<T, U> change) {
        return switch (this) {
            case Done<T> done -> new Done<>(change.apply(done.value()));
            case Refused<T> refused -> refused.as();
        };
    }

    /// The stable codes, as they are on the wire.
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
        /// The disk or the quota is full. Goes away when there is space.
        STORE_FULL(Kind.EXHAUSTED),
        /// The directory or file system cannot be written.
        STORE_READ_ONLY(Kind.UNAVAILABLE),
        /// The disk answers with errors.
        STORE_UNAVAILABLE(Kind.UNAVAILABLE),
        /// More is asked for than can be queued; try again later.
        OVERLOADED(Kind.UNAVAILABLE),
        /// The process is stopping.
        SHUTTING_DOWN(Kind.UNAVAILABLE),
        /// Deciding about this one workflow failed; others go on.
        ENGINE_DEFECT(Kind.INTERNAL),
        /// The engine has stopped because of a defect, and takes up its work when the process is started again.
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
