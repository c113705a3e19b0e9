package dev.agenticframework.agentapi;

import java.util.List;

/// A specialist that carries out the tasks of one domain.
///
/// An agent keeps no state between tasks: what must last goes through a port. One instance serves many tasks at the
/// same time, each on its own thread.
public interface Agent {

    /// The name that tasks and events carry, such as `codegen`.
    String name();

    /// The actions that it offers, each with a distinct [Capability#action()].
    List<Capability> capabilities();

    /// The events that start one of its actions.
    default List<Trigger> triggers() {
        return List.of();
    }

    /// Carries out one task. When a crash interrupts it, it is called again with the same [TaskContext#key()] and
    /// must neither lose nor repeat an effect.
    ///
    /// @throws InterruptedException when the task was cancelled or ran out of time; started work is stopped first
    TaskResult perform(TaskContext task) throws InterruptedException;
}
