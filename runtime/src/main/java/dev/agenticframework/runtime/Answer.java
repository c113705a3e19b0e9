package dev.agenticframework.runtime;

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

    /// Whose fault a refusal is.
    enum Blame {
        USER,
        INTERNAL,
        EXTERNAL
    }

    /// The stable codes, as they are on the wire.
    enum Code {
        WORKFLOW_NOT_FOUND(Blame.USER),
        TASK_NOT_FOUND(Blame.USER),
        WORKFLOW_ENDED(Blame.USER),
        WORKFLOW_RUNNING(Blame.USER),
        WORKFLOW_STOPPING(Blame.USER),
        NO_APPROVAL_PENDING(Blame.USER),
        APPROVAL_DIGEST_MISMATCH(Blame.USER),
        NOT_ELIGIBLE_TO_APPROVE(Blame.USER),
        LEASE_LOST(Blame.USER),
        TASK_NOT_READY(Blame.USER),
        OUTPUT_TOO_LARGE(Blame.USER),
        SIGNAL_UNEXPECTED(Blame.USER),
        SIGNAL_TOO_LARGE(Blame.USER),
        /// The key was used before with another request.
        IDEMPOTENCY_KEY_REUSED(Blame.USER),
        CURSOR_INVALID(Blame.USER),
        /// The disk or the quota is full. Goes away when there is space.
        STORE_FULL(Blame.EXTERNAL),
        /// The directory or file system cannot be written.
        STORE_READ_ONLY(Blame.EXTERNAL),
        /// The disk answers with errors.
        STORE_UNAVAILABLE(Blame.EXTERNAL),
        /// More is asked for than can be queued; try again later.
        OVERLOADED(Blame.EXTERNAL),
        /// The process is stopping.
        SHUTTING_DOWN(Blame.EXTERNAL),
        /// Deciding about this one workflow failed; others go on.
        ENGINE_DEFECT(Blame.INTERNAL),
        /// The engine has stopped because of a defect, and takes up its work when the process is started again.
        ENGINE_STOPPED(Blame.INTERNAL);

        private final Blame blame;

        Code(Blame blame) {
            this.blame = blame;
        }

        /// Whose fault it is.
        public Blame blame() {
            return blame;
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
