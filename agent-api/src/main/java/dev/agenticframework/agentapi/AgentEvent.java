package dev.agenticframework.agentapi;

import java.util.Map;

/// Something that happened, told to whoever listens. The runtime adds id, time, source and trace context.
///
/// @param detailType such as `codegen.completed`; each has a JSON Schema that its detail must meet
/// @param detail JSON values by snake_case name: String, Number, Boolean, List, Map
public record AgentEvent(String detailType, Map<String, Object> detail) {
    public AgentEvent {
        detail = Map.copyOf(detail);
    }
}
