package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.Rule;
import java.util.List;
import java.util.Map;

/// Finds the rule that decides, for one trigger.
record RuleChoice(Trigger trigger) {

    /// The first rule whose conditions all hold.
    ///
    /// @param variables expanded
    Deciding first(List<Rule> rules, Map<String, String> variables) {
        for (var rule : rules) {
            switch (decide(rule, variables)) {
                case Decision.Yes _ -> {
                    return new Deciding.By(rule);
                }
                case Decision.No _ -> {}
                case Decision.Unknown(String variable) -> {
                    return new Deciding.Undecided(rule, variable);
                }
            }
        }
        return new Deciding.None();
    }

    private Decision decide(Rule rule, Map<String, String> variables) {
        boolean files = changed(rule.changes(), variables)
                && (rule.exists().isEmpty() || anyMatches(rule.exists(), trigger.files(), variables));
        return rule.condition()
                .map(condition -> condition.decide(variables))
                .orElse(new Decision.Yes())
                .and(Decision.of(files));
    }

    /// Whether a changed path matches; true without patterns, and where all paths count as changed.
    boolean changed(List<String> globs, Map<String, String> variables) {
        return globs.isEmpty()
                || trigger.changed()
                        .map(paths -> anyMatches(globs, paths, variables))
                        .orElse(true);
    }

    private static boolean anyMatches(List<String> globs, Iterable<String> paths, Map<String, String> variables) {
        for (var glob : globs) {
            var compiled = FnMatch.of(Expansion.expand(glob, variables));
            for (var path : paths) {
                if (compiled.matches(path)) {
                    return true;
                }
            }
        }
        return false;
    }
}
