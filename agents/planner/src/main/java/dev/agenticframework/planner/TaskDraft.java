package dev.agenticframework.planner;

import java.util.List;
import java.util.Map;

/// A task of a plan that somebody wrote.
///
/// @param id as they call it, such as `build`
/// @param agent who is to do it
/// @param action which of the agent's actions
/// @param inputs by name: a value, or `${task.output}` for what a task before puts out
/// @param dependsOn ids of tasks of the same plan
public record TaskDraft(String id, String agent, String action, Map<String, String> inputs, List<String> dependsOn) {
    public TaskDraft {
        inputs = Map.copyOf(inputs);
        dependsOn = List.copyOf(dependsOn);
    }
}
