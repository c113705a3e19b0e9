package dev.agenticframework.agentapi;

import dev.agenticframework.engine.Request;

/// Gives agents the adapters of the environment that a task is for.
public interface Targets {

    /// The adapters of an environment as it is configured now.
    ///
    /// @param environment empty for work that is for none. An environment that is no longer configured has the
    ///     adapters of this machine
    Target of(String environment);

    /// The adapters of connections that a workflow has kept.
    ///
    /// @throws FailureException `CONNECTION_UNKNOWN` when one of them is no longer configured
    Target of(TargetNames names);

    /// The adapters for a task: those of the environment that is its input, or else its workflow's, as they were
    /// when the workflow started.
    default Target of(TaskContext task) {
        String environment = task.inputs()
                .find(Fields.ENVIRONMENT)
                .orElseGet(() -> task.labels().getOrDefault(Request.ENVIRONMENT, ""));
        return of(TargetNames.kept(task.labels(), environment));
    }

    /// Targets that are the same for every environment.
    static Targets always(Target target) {
        return new Targets() {
            @Override
            public Target of(String environment) {
                return target;
            }

            @Override
            public Target of(TargetNames names) {
                return target;
            }
        };
    }
}
