package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import java.util.List;

/// Checks the rules that v1 adds to the grammar of v0.
final class V1Rules {
    private V1Rules() {}

    static void check(RegoVersion version, List<Rule> rules, List<RegoError> errors) {
        if (version == RegoVersion.V0) {
            return;
        }
        for (Rule rule : rules) {
            for (Rule branch = rule; branch != null; branch = branch.orElse()) {
                check(branch, errors);
            }
        }
    }

    private static void check(Rule rule, List<RegoError> errors) {
        Rule.Head head = rule.head();
        String what = head.isFunction() ? "function" : "rule";
        if (head.reference().parts().size() < 2 && isKeyword(head.name())) {
            add(errors, rule, head.name() + " keyword cannot be used for rule name");
        }
        if (rule.generatedBody() && head.generatedValue() && !head.isFunction()) {
            add(errors, rule, "rule must have value assignment and/or body declaration");
        }
        if (!rule.generatedBody() && !head.hasIf() && !rule.isDefault()) {
            add(errors, rule, "`if` keyword is required before " + what + " body");
        }
        if (head.isMultiValue() && !head.hasContains()) {
            add(errors, rule, "`contains` keyword is required for partial set rules");
        }
    }

    private static boolean isKeyword(String name) {
        return TokenKind.KEYWORDS.containsKey(name) || TokenKind.V1_KEYWORDS.containsKey(name);
    }

    private static void add(List<RegoError> errors, Rule rule, String message) {
        errors.add(RegoError.of(RegoError.PARSE, rule.at(), message));
    }
}
