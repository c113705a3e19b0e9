package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;

/// The three disjoint parts that a project is generated in. The id of a template's step says which one it belongs to.
enum TreePart {
    CODE,
    INFRASTRUCTURE,
    DELIVERY;

    /// The field under which later tasks find the tree.
    Field<String> output() {
        return switch (this) {
            case CODE -> Fields.CODE_TREE;
            case INFRASTRUCTURE -> Fields.INFRASTRUCTURE_TREE;
            case DELIVERY -> Fields.DELIVERY_TREE;
        };
    }

    boolean has(Step step) {
        return of(step.id()) == this;
    }

    private static TreePart of(String stepId) {
        if (stepId.startsWith("infrastructure")) {
            return INFRASTRUCTURE;
        }
        return stepId.startsWith("delivery") ? DELIVERY : CODE;
    }
}
