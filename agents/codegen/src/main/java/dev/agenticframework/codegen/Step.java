package dev.agenticframework.codegen;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One step of a template as written, with `${{ }}` in its texts.
///
/// @param id unique in the template; it decides which task of the platform renders the step
/// @param action the scaffolder's action, for example `fetch:template`
/// @param condition the text of `if`, if it has one
/// @param input the action's input
public record Step(String id, String name, String action, Optional<String> condition, ObjectNode input) {

    /// Whether this step renders a part of the skeleton.
    public boolean rendersSkeleton() {
        return action.equals("fetch:template");
    }
}
