package dev.agenticframework.agentapi;

/// Reports about work outside the platform to the tasks that are suspended for it. No call waits or fails: a signal for
/// an unknown, ended or repeated suspension changes nothing, and one that is early is kept.
public interface Signals {

    /// Resumes the task, now or as soon as it is suspended with this handle.
    ///
    /// @param payload a hint for the agent, at most 64 Ki characters; the agent always asks how the work stands
    void signal(Waiter waiter, String payload);

    /// Shows how far the work is. The task stays suspended.
    ///
    /// @param fraction from 0 to 1
    /// @param message one line for people
    void progress(Waiter waiter, double fraction, String message);

    /// Adds a line to the task's log. Never a secret.
    void log(Waiter waiter, String line);
}
