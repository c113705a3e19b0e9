package dev.agenticframework.agentapi;

import java.util.List;

/// A specialist that carries out tasks of its own domain.
///
/// An agent keeps no state between tasks: what must last goes through a port. One instance serves many tasks at once,
/// each on a thread of its own.
public interface Agent {

    /// The name that tasks and events carry, such as `codegen`.
    String name();

    /// The actions it offers, each with a distinct [Capability#action()].
    List<Capability> capabilities();

    /// Carries out one task. Called again with the same [TaskContext#key()] after a crash, it must neither lose nor
    /// repeat an effect.
    ///
    /// @throws InterruptedException when the task was cancelled or ran out of time; started work is stopped first
    TaskResult perform(TaskContext task) throws InterruptedException;
}
