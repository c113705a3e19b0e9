package dev.agenticframework.agentapi.events;

import java.util.Locale;

/// What happened: the detail of an event. The name of the record is the event's detail type: [DeploymentRolledBack]
/// is `deployment.rolled_back`.
public sealed interface EventDetail permits AgentEvent, WorkflowEvent {

    /// The workflow in which it happened, `wf-...`.
    String workflowId();

    /// The detail type, such as `codegen.completed`.
    default String detailType() {
        return detailType(getClass());
    }

    /// The detail type of a record.
    static String detailType(Class<? extends EventDetail> type) {
        return type.getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("_", ".");
    }
}
