package dev.agenticframework.agentapi;

import dev.agenticframework.engine.Request;

/// Gives agents the adapters of the environment that a task is for.
@FunctionalInterface
public interface Targets {

    /// The adapters of an environment.
    ///
    /// @param environment its name; empty for work that is for none, such as a merge without a deployment
    /// @throws FailureException `ENVIRONMENT_UNKNOWN`
    Target of(String environment);

    /// The adapters for a task: those of the environment that is its input, or else its workflow's.
    default Target of(TaskContext task) {
        return of(task.inputs()
                .find(Fields.ENVIRONMENT)
                .orElseGet(() -> task.labels().getOrDefault(Request.ENVIRONMENT, "")));
    }
}
