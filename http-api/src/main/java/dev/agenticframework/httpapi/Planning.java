package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.engine.Plan;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Turns what was asked into a plan. Implemented by the composition root with the planner.
public interface Planning {

    /// What came of planning.
    sealed interface Outcome {

        /// A plan that may be started.
        ///
        /// @param template the template's name; empty when none was used
        /// @param parameters a JSON object
        /// @param labels to find the workflow by
        /// @param view the plan as JSON values: `status`, `services`, `tasks`
        record Planned(
                Plan plan, String template, String parameters, Map<String, String> labels, Map<String, Object> view)
                implements Outcome {}

        /// It would be a guess: what was understood, what was not, and what to answer, as JSON values.
        record Ask(String question, Map<String, Object> view) implements Outcome {}

        /// It was understood, and the platform cannot do it (here): why, and what would work.
        record Unavailable(String reason, Map<String, Object> view) implements Outcome {}

        /// The request is wrong.
        record Refused(Failure failure) implements Outcome {}
    }

    /// A request in words.
    Outcome fromSentence(String sentence);

    /// A template with its parameters.
    Outcome fromTemplate(String template, JsonNode parameters);

    /// A plan as its author wrote it: an array of tasks with `id`, `agent`, `action`, `inputs`, `dependsOn`.
    Outcome fromTasks(JsonNode tasks);

    /// A deployment of a service that exists.
    ///
    /// @param version a branch, tag or commit; empty for the newest
    Outcome deployment(String service, String version, String environment, String strategy, int replicas);

    /// Going back to the release before the current one.
    Outcome rollback(String service, String environment);
}
