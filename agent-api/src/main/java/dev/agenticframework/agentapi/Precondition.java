package dev.agenticframework.agentapi;

import java.util.Optional;

/// The state of a service for which a change was reviewed. Changes of one service happen one after the other; a target
/// asks when it is the turn of this one, and changes nothing when the state is another by then.
@FunctionalInterface
public interface Precondition {

    /// Allows every state.
    Precondition NONE = now -> Optional.empty();

    /// Judges the state of a service.
    ///
    /// @param now the service as it runs; empty when it does not run
    /// @return why the change must not happen; empty when it may
    Optional<Failure> violated(Optional<ServiceStatus> now);

    /// Requires that the change may happen.
    ///
    /// @param now the service as it runs; empty when it does not run
    /// @throws FailureException why it must not
    default void require(Optional<ServiceStatus> now) {
        violated(now).ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }
}
