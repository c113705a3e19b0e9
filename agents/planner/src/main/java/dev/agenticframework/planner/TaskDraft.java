package dev.agenticframework.planner;

import java.util.List;
import java.util.Map;

/// A task of a user's own plan.
///
/// @param id the ID of the task, such as `build`
/// @param agent the agent that runs the task
/// @param action the action of the agent
/// @param inputs the inputs by name: a value, or `${task.output}` for the output of an earlier task
/// @param dependsOn the IDs of tasks in the same plan
public record TaskDraft(String id, String agent, String action, Map<String, String> inputs, List<String> dependsOn) {
    public TaskDraft {
        inputs = Map.copyOf(inputs);
        dependsOn = List.copyOf(dependsOn);
    }
}
