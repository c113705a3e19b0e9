package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.httpapi.wire.WorkflowService;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the services that a workflow created or changed: one for each name among the inputs of its completed tasks,
/// with what those tasks have put out.
final class WireServices {
    private WireServices() {}

    static List<WorkflowService> of(Workflow workflow) {
        var known = new LinkedHashMap<String, Map<String, String>>();
        for (TaskSpec spec : workflow.plan().tasks()) {
            Map<String, String> inputs = workflow.inputs(spec);
            String name = inputs.get(Fields.SERVICE_NAME.name());
            if (name != null && workflow.task(spec.id()).orElseThrow() instanceof TaskState.Succeeded done) {
                var service = known.computeIfAbsent(name, _ -> new HashMap<>());
                service.putAll(done.outputs());
                if (done.outputs().containsKey(Fields.URL.name())) {
                    service.put(Fields.ENVIRONMENT.name(), inputs.getOrDefault(Fields.ENVIRONMENT.name(), ""));
                }
            }
        }
        return known.entrySet().stream()
                .map(service -> service(service.getKey(), service.getValue()))
                .toList();
    }

    private static WorkflowService service(String name, Map<String, String> values) {
        return new WorkflowService(
                name,
                value(values, Fields.REPOSITORY_URL),
                value(values, Fields.MERGE_REQUEST),
                value(values, Fields.COMMIT),
                value(values, Fields.URL),
                value(values, Fields.ENVIRONMENT),
                value(values, Fields.VERSION),
                value(values, Fields.DEPLOYMENT_ID),
                value(values, Fields.RUNNING_REPLICAS).map(Integer::valueOf),
                value(values, Fields.DEPLOYMENT_REPORT));
    }

    private static Optional<String> value(Map<String, String> values, Field<?> field) {
        return Optional.ofNullable(values.get(field.name())).filter(value -> !value.isEmpty());
    }
}
