package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.engine.TaskSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The capabilities of all agents, by name.
final class Capabilities {
    private final Map<String, Capability> byName = new LinkedHashMap<>();

    Capabilities(Collection<Capability> capabilities) {
        capabilities.forEach(one -> byName.put(one.name(), one));
    }

    /// All of them, in the order in which plans list their tasks.
    List<Capability> all() {
        return List.copyOf(byName.values());
    }

    /// The capability of a name, `agent.action`.
    Optional<Capability> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// What a task does.
    Optional<Capability> of(TaskSpec task) {
        return named(task.agent() + "." + task.action());
    }
}
