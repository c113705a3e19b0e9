package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the resources that a plan creates or changes, from the JSON of `terraform show -json`. A value that is known
/// only after the plan is applied is `{"expression": "known after apply"}`. Source: Terraform's JSON output format.
final class TerraformPlan {

    private static final Value UNKNOWN = ObjectValue.of("expression", Documents.text("known after apply"));

    private TerraformPlan() {}

    static List<Value> resources(String path, byte[] content, Budget budget) {
        budget.values(path, values(content));
        if (!(parsed(path, content) instanceof ObjectValue plan)
                || !(plan.get("resource_changes") instanceof ArrayValue changes)) {
            throw invalid(path, "it has no 'resource_changes'.");
        }
        var resources = new ArrayList<Value>();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof ObjectValue change
                    && change.get("change") instanceof ObjectValue detail
                    && detail.get("after") instanceof ObjectValue after) {
                resources.add(resource(path, change, known(after, detail.get("after_unknown"))));
            }
        }
        return resources;
    }

    /// At least the number of values in a JSON text: each one follows a comma or a bracket.
    private static int values(byte[] content) {
        int marks = 0;
        for (byte one : content) {
            if (one == ',' || one == '[' || one == '{') {
                marks++;
            }
        }
        return marks;
    }

    private static Value parsed(String path, byte[] content) {
        try {
            return JsonText.parse(content);
        } catch (JsonText.InvalidJson e) {
            throw invalid(path, "it is not JSON.");
        }
    }

    private static FailureException invalid(String path, String problem) {
        return new FailureException(Failure.invalid(
                "POLICY_INPUT_INVALID",
                path + " is not a Terraform plan: " + problem,
                "Send the output of `terraform show -json plan.out`."));
    }

    private static ObjectValue known(ObjectValue after, @Nullable Value unknown) {
        var all = after.toBuilder();
        if (unknown instanceof ObjectValue names) {
            for (int i = 0; i < names.size(); i++) {
                if (names.valueAt(i).equals(BooleanValue.TRUE)) {
                    all.put(names.keyAt(i), UNKNOWN);
                }
            }
        }
        return all.build();
    }

    private static Value resource(String path, ObjectValue change, ObjectValue values) {
        return ObjectValue.builder()
                .put("mode", text(change, "mode"))
                .put("type", text(change, "type"))
                .put("name", text(change, "name"))
                .put("address", text(change, "address"))
                .put("path", Documents.text(path))
                .put("line", Documents.number(0))
                .put("values", values)
                .put("lines", ObjectValue.EMPTY)
                .build();
    }

    private static Value text(ObjectValue object, String key) {
        return object.get(key) instanceof StringValue text ? text : StringValue.EMPTY;
    }
}
