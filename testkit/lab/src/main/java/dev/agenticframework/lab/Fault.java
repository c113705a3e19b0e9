package dev.agenticframework.lab;

/// What a simulation does to the engine between two steps.
public enum Fault {
    /// The process dies; what was not durable is gone, and running attempts with it.
    CRASH,
    /// An outcome or a request comes a second time.
    DUPLICATE,
    /// Outcomes come in another order than they were sent, or very late.
    REORDER,
    /// A worker loses its lease, but continues to work.
    LOST_LEASE,
    /// A commit takes seconds.
    SLOW_STORE,
    /// The clock jumps, forwards or backwards.
    CLOCK_JUMP,
    /// A commit fails, but happens anyway.
    STORE_ERROR,
    /// A commit fails, but happens anyway.
    STORE_ERROR_AFTER_COMMIT,
    /// A signal from outside is lost.
    LOST_SIGNAL,
    /// A signal is for a task or a handle that nothing waits for.
    STRAY_SIGNAL
}
