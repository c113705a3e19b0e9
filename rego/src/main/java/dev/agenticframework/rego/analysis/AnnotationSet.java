package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Annotations;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The annotations of all modules, by their targets.
final class AnnotationSet {
    private final Map<Location, List<Annotations>> ofRules = new HashMap<>();
    private final Map<String, Annotations> ofDocuments = new HashMap<>();
    private final Map<String, Annotations> ofPackages = new HashMap<>();
    private final Map<String, Annotations> ofSubpackages = new HashMap<>();

    AnnotationSet(List<RegoModule> modules, List<RuleDraft> rules, List<RegoError> errors) {
        Map<Location, RuleDraft> byPlace = new HashMap<>();
        rules.forEach(rule -> byPlace.putIfAbsent(rule.source().at(), rule));
        for (RegoModule module : modules) {
            String pkg = module.pkg().path().toString();
            for (Annotations block : module.annotations()) {
                Annotations before = switch (block.scope()) {
                    case Annotations.RULE -> {
                        ofRules.computeIfAbsent(block.target(), ignored -> new ArrayList<>())
                                .add(block);
                        yield null;
                    }
                    case Annotations.DOCUMENT -> {
                        RuleDraft rule = byPlace.get(block.target());
                        yield rule == null ? null : ofDocuments.putIfAbsent(ground(rule), block);
                    }
                    case Annotations.PACKAGE -> ofPackages.putIfAbsent(pkg, block);
                    default -> ofSubpackages.putIfAbsent(pkg, block);
                };
                if (before != null) {
                    errors.add(RegoError.of(
                            RegoError.TYPE, block.at(), block.scope() + " annotation redeclared: " + before.at()));
                }
            }
        }
    }

    private static String ground(RuleDraft rule) {
        Term.Ref ref = rule.reference();
        return new Term.Ref(ref.at(), ref.parts().subList(0, rule.groundLength())).toString();
    }

    /// Returns the result of `rego.metadata.rule()`.
    ObjectValue ofRule(RuleDraft rule) {
        return ofRules.getOrDefault(rule.source().at(), List.of()).stream()
                .min(Comparator.comparing(Annotations::at))
                .map(Annotations::toValue)
                .orElse(ObjectValue.EMPTY);
    }

    /// Returns the result of `rego.metadata.chain()`, from the rule outwards.
    ArrayValue chain(RuleDraft rule) {
        List<Value> chain = new ArrayList<>();
        List<Term> path = rule.reference().parts().subList(0, rule.groundLength());
        List<Term> pkg = rule.module().pkg().path().parts();
        List<Annotations> own =
                new ArrayList<>(ofRules.getOrDefault(rule.source().at(), List.of()));
        own.sort(Comparator.comparing(Annotations::at).reversed());
        if (own.isEmpty()) {
            chain.add(link(path, null));
        }
        own.forEach(block -> chain.add(link(path, block)));
        add(chain, path, ofDocuments.get(ground(rule)));
        add(chain, pkg, ofPackages.get(rule.module().pkg().path().toString()));
        for (int length = pkg.size(); length > 1; length--) {
            List<Term> above = pkg.subList(0, length);
            add(chain, above, ofSubpackages.get(new Term.Ref(Location.NONE, above).toString()));
        }
        return ArrayValue.of(chain);
    }

    private static void add(List<Value> chain, List<Term> path, @Nullable Annotations block) {
        if (block != null) {
            chain.add(link(path, block));
        }
    }

    private static Value link(List<Term> path, @Nullable Annotations block) {
        List<Value> steps = new ArrayList<>();
        for (Term part : path.subList(1, path.size())) {
            Value step = part.constant();
            if (step != null) {
                steps.add(step);
            }
        }
        ObjectValue.Builder out = ObjectValue.builder().put("path", ArrayValue.of(steps));
        return (block == null ? out : out.put("annotations", block.toValue())).build();
    }
}
