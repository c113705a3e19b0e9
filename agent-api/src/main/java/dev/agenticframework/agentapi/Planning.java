package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Map;

/// Turns a request into a plan. Planning starts nothing, and gives the same plan for the same request as long as its
/// [Surroundings] stay the same.
public interface Planning {

    /// Plans a request in words. Asks rather than guesses.
    PlanningResult fromSentence(String sentence);

    /// Plans a service from a software template.
    ///
    /// @param template the template's name
    /// @param parameters by name
    PlanningResult fromTemplate(String template, Map<String, String> parameters);

    /// Checks and completes a plan that its author wrote task by task.
    PlanningResult fromTasks(List<TaskDraft> tasks);

    /// Plans the deployment of an existing service.
    ///
    /// @param version a branch, tag or commit; empty for the newest
    /// @param strategy empty for the environment's own
    /// @param replicas 0 to leave them as they are
    PlanningResult deployment(String service, String version, String environment, String strategy, int replicas);

    /// Plans a return to the previous release.
    PlanningResult rollback(String service, String environment);

    /// Plans the removal of a service from an environment.
    ///
    /// @param withData whether its data are removed as well
    /// @param confirmation the name of the service once more, which is required to remove data; otherwise empty
    PlanningResult removal(String service, String environment, boolean withData, String confirmation);
}
