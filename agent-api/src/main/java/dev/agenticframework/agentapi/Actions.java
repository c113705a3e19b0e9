package dev.agenticframework.agentapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The actions of an agent: what each one offers to plans, and the code that carries it out.
public final class Actions {

    /// Carries out tasks of one action.
    @FunctionalInterface
    public interface Action {

        /// Carries out one task, as [Agent#perform] does.
        ///
        /// @throws FailureException when it fails with what a port reports
        TaskResult perform(TaskContext task) throws InterruptedException;
    }

    private record Offer(Capability capability, Action action) {}

    private final Map<String, Offer> offers;

    private Actions(Map<String, Offer> offers) {
        this.offers = offers;
    }

    /// An agent's first action.
    public static Actions of(Capability capability, Action action) {
        return new Actions(Map.of()).with(capability, action);
    }

    /// These actions and one more.
    ///
    /// @throws IllegalArgumentException when there is an action of that name
    public Actions with(Capability capability, Action action) {
        var more = new LinkedHashMap<>(offers);
        if (more.put(capability.action(), new Offer(capability, action)) != null) {
            throw new IllegalArgumentException("two actions are named " + capability.name());
        }
        return new Actions(more);
    }

    /// What the actions offer, in the order in which they were added.
    public List<Capability> capabilities() {
        return offers.values().stream().map(Offer::capability).toList();
    }

    /// Carries out a task with the action that it names.
    ///
    /// @return the action's result; a failure that a port reports; or `ACTION_UNKNOWN`
    public TaskResult perform(TaskContext task) throws InterruptedException {
        Offer offer = offers.get(task.action());
        if (offer == null) {
            return TaskResult.terminal(Failure.internal(
                    "ACTION_UNKNOWN",
                    "The agent has no action '" + task.action() + "'.",
                    "Report this defect: the plan should have been refused."));
        }
        try {
            return offer.action().perform(task);
        } catch (FailureException e) {
            return TaskResult.failed(e.failure());
        }
    }
}
