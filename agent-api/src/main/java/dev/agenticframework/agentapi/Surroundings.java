package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// What exists, and what can be done where. The planner asks before it draws a plan, so that a request fails before
/// anything starts, and not halfway through.
public interface Surroundings {

    /// The names of the services that an environment's source control has; empty when that is unknown, such as
    /// without a running platform.
    Optional<SortedSet<String>> services(String environment);

    /// The languages that can be built for an environment, each with what stands in the way, if anything does.
    ///
    /// @param environment such as `staging`
    List<Offer> languages(String environment);

    /// The types of resources that can be provisioned for an environment, such as `postgresql`.
    List<Offer> resources(String environment);

    /// The rollout strategies of an environment.
    List<Offer> strategies(String environment);
}
