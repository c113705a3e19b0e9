package dev.agenticframework.agentapi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A task of a plan as its author wrote it.
///
/// @param id the author's own, such as `build`
/// @param agent who performs it
/// @param action one of the agent's actions
/// @param inputs by name, in the order of the names: a value, or `${task.output}` for the output of an earlier task
/// @param dependsOn the ids of tasks in the same plan
public record TaskDraft(String id, String agent, String action, Map<String, String> inputs, List<String> dependsOn) {
    public TaskDraft {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
        dependsOn = List.copyOf(dependsOn);
    }
}
