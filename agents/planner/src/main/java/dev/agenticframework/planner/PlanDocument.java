package dev.agenticframework.planner;

import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Converts a planning result to JSON values, in the same form for the command line and the HTTP API.
public final class PlanDocument {
    private PlanDocument() {}

    /// Returns `status`, `services`, `tasks`, `unexplained`, `questions` and the fields that only some
    /// statuses have.
    public static Map<String, Object> of(PlanningResult result) {
        return switch (result) {
            case PlanningResult.Planned planned ->
                document("planned", planned.services(), tasks(planned.plan().tasks()), List.of(), List.of());
            case PlanningResult.Ask ask ->
                document("ask", ask.understood(), List.of(), ask.unexplained(), ask.questions());
            case PlanningResult.Unavailable unavailable -> {
                Map<String, Object> document = document(
                        "unavailable", unavailable.understood(), List.of(), List.of(), List.of(unavailable.reason()));
                document.put("unavailable", unavailable.what());
                document.put("choices", unavailable.choices());
                yield document;
            }
            case PlanningResult.Refused refused -> {
                Map<String, Object> document = document(
                        "ask",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(refused.failure().message() + " "
                                + refused.failure().remedy()));
                document.put("code", refused.failure().code());
                yield document;
            }
        };
    }

    private static Map<String, Object> document(
            String status,
            List<ServiceRequest> services,
            List<Map<String, Object>> tasks,
            List<String> words,
            List<String> questions) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", status);
        document.put("services", services.stream().map(PlanDocument::service).toList());
        document.put("tasks", tasks);
        document.put("unexplained", words);
        document.put("questions", questions);
        return document;
    }

    private static Map<String, Object> service(ServiceRequest service) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", service.action().json());
        json.put("name", service.name().value());
        for (Field field : Field.values()) {
            String value = service.values().values().get(field);
            if (value != null) {
                json.put(field.json(), value(field, value, service));
            }
        }
        json.put("defaults", service.defaults().stream().map(Field::json).toList());
        return json;
    }

    private static Object value(Field field, String value, ServiceRequest service) {
        return switch (field) {
            case REPLICAS -> number(value);
            case MESSAGING -> service.messaging();
            case INTERFACE, LANGUAGE, DATABASE, CACHE, ENVIRONMENT, STRATEGY -> value;
        };
    }

    /// A number that raises a question is not validated yet and can have any length.
    private static Object number(String value) {
        return value.matches("[0-9]{1,4}") ? (Object) Integer.parseInt(value) : value;
    }

    private static List<Map<String, Object>> tasks(List<TaskSpec> tasks) {
        return tasks.stream().map(PlanDocument::task).toList();
    }

    private static Map<String, Object> task(TaskSpec task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", task.id().toString());
        json.put("agent", task.agent());
        json.put("action", task.action());
        json.put("title", task.title());
        json.put("dependsOn", task.dependsOn().stream().map(TaskId::toString).toList());
        json.put("priority", task.priority());
        json.put("estimatedSeconds", task.estimate().toSeconds());
        json.put("approval", task.approval().isPresent());
        json.put("inputs", inputs(task));
        return json;
    }

    private static Map<String, String> inputs(TaskSpec task) {
        Map<String, String> inputs = new java.util.TreeMap<>();
        task.inputs()
                .forEach((name, input) -> inputs.put(
                        name,
                        switch (input) {
                            case Input.Literal literal -> literal.value();
                            case Input.OutputOf output -> "${" + output.task() + "." + output.name() + "}";
                        }));
        return inputs;
    }
}
