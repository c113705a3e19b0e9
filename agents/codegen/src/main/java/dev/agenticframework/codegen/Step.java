package dev.agenticframework.codegen;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One step of a template, as written: its texts still hold `${{ }}`.
///
/// @param id unique within the template; what a task of the platform is matched by
/// @param action the scaffolder's action, for example `fetch:template`
/// @param condition the text of `if`, when there is one
/// @param input the action's input
public record Step(String id, String name, String action, Optional<String> condition, ObjectNode input) {

    /// Whether this step renders a part of the skeleton.
    public boolean rendersSkeleton() {
        return action.equals("fetch:template");
    }
}
