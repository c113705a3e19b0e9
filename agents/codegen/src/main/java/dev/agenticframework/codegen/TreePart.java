package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;

/// The three disjoint parts of a generated project. The id of a template's step decides to which part it belongs.
enum TreePart {
    CODE,
    INFRASTRUCTURE,
    DELIVERY;

    /// The output field of the part's tree.
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
