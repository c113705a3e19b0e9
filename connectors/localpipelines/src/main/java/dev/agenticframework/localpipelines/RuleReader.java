package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.AllowFailure;
import dev.agenticframework.localpipelines.PipelineConfig.RefFilter;
import dev.agenticframework.localpipelines.PipelineConfig.Rule;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `rules`, `only`, `except`, `when` and `allow_failure`.
final class RuleReader {

    private static final Set<String> RULE = Set.of(
            "if", "changes", "exists", "when", "start_in", "allow_failure", "variables", "needs", "interruptible");
    private static final Set<String> WORKFLOW_RULE =
            Set.of("if", "changes", "exists", "when", "variables", "auto_cancel");
    private static final Set<String> INCLUDE_RULE = Set.of("if", "changes", "exists", "when");
    private static final Set<String> FILTER = Set.of("refs", "variables", "changes", "kubernetes");

    private final Shapes shapes;
    private final NeedReader needs;

    RuleReader(Shapes shapes) {
        this.shapes = shapes;
        this.needs = new NeedReader(shapes);
    }

    List<Rule> jobRules(YamlValue value) {
        return rules(value, RULE);
    }

    List<Rule> workflowRules(YamlValue value) {
        return rules(value, WORKFLOW_RULE);
    }

    List<Rule> includeRules(YamlValue value) {
        return rules(value, INCLUDE_RULE);
    }

    private List<Rule> rules(YamlValue value, Set<String> keys) {
        var rules = new ArrayList<Rule>();
        if (value instanceof Sequence sequence) {
            flatten(sequence, rules, keys, 0);
        } else {
            shapes.invalid(value.place(), "rules must be a list of mappings");
        }
        return rules;
    }

    private void flatten(Sequence sequence, List<Rule> rules, Set<String> keys, int depth) {
        for (var item : sequence.items()) {
            switch (item) {
                case Sequence nested when depth < Shapes.MAX_LIST_DEPTH -> flatten(nested, rules, keys, depth + 1);
                case Mapping mapping -> rules.add(rule(mapping, keys));
                case YamlValue other -> shapes.invalid(other.place(), "rules:rule must be a mapping");
            }
        }
    }

    private Rule rule(Mapping rule, Set<String> keys) {
        shapes.onlyKeys(rule, "rules:rule", keys);
        return new Rule(
                rule.place(),
                rule.find("if").flatMap(v -> condition(v, "rules:if")),
                rule.find("changes").map(v -> paths(v, "rules:changes")).orElse(List.of()),
                rule.find("exists").map(v -> paths(v, "rules:exists")).orElse(List.of()),
                rule.find("when").flatMap(v -> when(v, "rules:when")),
                rule.find("allow_failure").flatMap(v -> allowFailure(v, false)),
                rule.find("variables")
                        .map(v -> shapes.variables(v, "rules:variables"))
                        .orElse(Map.of()),
                rule.find("needs").map(needs::needs));
    }

    private Optional<Expression> condition(YamlValue value, String keyword) {
        var text = shapes.text(value, keyword);
        var parsed = text.flatMap(ExpressionParser::parse);
        if (text.isPresent() && parsed.isEmpty()) {
            shapes.invalid(value.place(), keyword + " is not a valid expression: '" + text.get() + "'");
        }
        return parsed;
    }

    private List<String> paths(YamlValue value, String keyword) {
        if (value instanceof Mapping mapping) {
            shapes.onlyKeys(mapping, keyword, Set.of("paths", "compare_to", "project", "ref", "regexp"));
            for (var key : List.of("project", "regexp")) {
                mapping.find(key)
                        .ifPresent(v ->
                                shapes.unsupported(v.place(), "this runner does not support " + keyword + ":" + key));
            }
            return mapping.find("paths").map(v -> shapes.textList(v, keyword)).orElse(List.of());
        }
        return shapes.textList(value, keyword);
    }

    Optional<When> when(YamlValue value, String keyword) {
        var when = shapes.text(value, keyword).flatMap(When::of);
        if (when.isEmpty()) {
            shapes.invalid(
                    value.place(), keyword + " must be one of: on_success, on_failure, always, manual, delayed, never");
        }
        return when;
    }

    Optional<AllowFailure> allowFailure(YamlValue value, boolean ofJob) {
        if (!(value instanceof Mapping mapping)) {
            return shapes.flag(value, "allow_failure").map(yes -> yes ? AllowFailure.YES : AllowFailure.NO);
        }
        if (!ofJob) {
            shapes.invalid(value.place(), "rules:allow_failure must be true or false");
        }
        shapes.onlyKeys(mapping, "allow_failure", Set.of("exit_codes"));
        var codes = new HashSet<Integer>();
        mapping.find("exit_codes")
                .ifPresent(v -> Shapes.items(v)
                        .forEach(code -> shapes.integer(code, "allow_failure:exit_codes", 0, 255)
                                .ifPresent(codes::add)));
        return Optional.of(new AllowFailure(false, codes));
    }

    RefFilter filter(YamlValue value, String keyword) {
        if (!(value instanceof Mapping mapping)) {
            return new RefFilter(Optional.of(refs(value, keyword)), List.of(), List.of());
        }
        shapes.onlyKeys(mapping, keyword, FILTER);
        mapping.find("kubernetes")
                .ifPresent(
                        v -> shapes.unsupported(v.place(), "this runner does not support " + keyword + ":kubernetes"));
        var conditions = new ArrayList<Expression>();
        mapping.find("variables").ifPresent(list -> {
            for (var item : Shapes.items(list)) {
                condition(item, keyword + ":variables").ifPresent(conditions::add);
            }
        });
        return new RefFilter(
                mapping.find("refs").map(v -> refs(v, keyword)),
                conditions,
                mapping.find("changes")
                        .map(v -> shapes.textList(v, keyword + ":changes"))
                        .orElse(List.of()));
    }

    private List<String> refs(YamlValue value, String keyword) {
        var refs = new ArrayList<String>();
        for (var item : Shapes.items(value)) {
            if (item instanceof Scalar) {
                shapes.text(item, keyword).ifPresent(refs::add);
            } else {
                shapes.invalid(item.place(), keyword + " must be a list of strings or regular expressions");
            }
        }
        return refs;
    }
}
