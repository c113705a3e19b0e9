package dev.agenticframework.agentapi;

import dev.agenticframework.engine.TaskSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The capabilities of all agents, by name.
public final class Capabilities {
    private final Map<String, Capability> byName = new LinkedHashMap<>();

    /// @param capabilities in the order in which plans list their tasks
    public Capabilities(Collection<Capability> capabilities) {
        capabilities.forEach(one -> byName.put(one.name(), one));
    }

    /// All of them, in the order in which plans list their tasks.
    public List<Capability> all() {
        return List.copyOf(byName.values());
    }

    /// The capability of a name, `agent.action`.
    public Optional<Capability> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// What a task does.
    public Optional<Capability> of(TaskSpec task) {
        return named(task.agent() + "." + task.action());
    }
}
