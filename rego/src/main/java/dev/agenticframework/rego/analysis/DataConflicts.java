package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds rules and base documents with the same path.
public final class DataConflicts {
    private final List<RegoError> errors = new ArrayList<>();

    private DataConflicts() {}

    public static List<RegoError> check(RuleNode root, ObjectValue data) {
        DataConflicts conflicts = new DataConflicts();
        root.children().forEach((key, child) -> conflicts.at(child, data.get(key), ""));
        return conflicts.errors;
    }

    private void at(RuleNode node, @Nullable Value document, String above) {
        if (document == null) {
            return;
        }
        Value[] path = node.path();
        String shown = above + JsonWriter.keyText(path[path.length - 1]);
        boolean scalar = !(document instanceof ObjectValue);
        for (RuleDraft rule : scalar ? node.allRules() : node.rules()) {
            errors.add(RegoError.of(
                    RegoError.COMPILE,
                    rule.source().at(),
                    "conflicting rule for data path " + (scalar ? pathOf(rule) : shown) + " found"));
        }
        if (document instanceof ObjectValue object) {
            node.children().forEach((key, child) -> at(child, object.get(key), shown + "/"));
        }
    }

    private static String pathOf(RuleDraft rule) {
        List<String> steps = new ArrayList<>();
        for (Term part : rule.reference().parts().subList(1, rule.groundLength())) {
            Value key = part.constant();
            steps.add(key == null ? "" : JsonWriter.keyText(key));
        }
        return String.join("/", steps);
    }
}
