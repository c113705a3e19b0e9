package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.Definitions;
import dev.agenticframework.rego.analysis.FreshNames;
import dev.agenticframework.rego.builtin.Builtins;
import dev.agenticframework.rego.evaluator.DocumentNode;
import dev.agenticframework.rego.evaluator.RuleGroup;
import dev.agenticframework.rego.syntax.Term;
import org.jspecify.annotations.Nullable;

/// All rules of a policy as code. The code of a group of rules is generated on first use.
public final class LinkedRules {
    private final Definitions definitions;
    private final FreshNames fresh;
    private final boolean traced;
    private final DocumentNode documents;
    private final int groups;

    /// Links the rules, without generating their code.
    ///
    /// @param traced whether the code reports to the query's tracer
    LinkedRules(Definitions definitions, FreshNames fresh, boolean traced) {
        this.definitions = definitions;
        this.fresh = fresh;
        this.traced = traced;
        GroupLinker linker = new GroupLinker(this);
        documents = linker.link(definitions.rules());
        groups = linker.count();
    }

    Definitions definitions() {
        return definitions;
    }

    Builtins builtins() {
        return definitions.builtins();
    }

    FreshNames fresh() {
        return fresh;
    }

    boolean traced() {
        return traced;
    }

    /// Returns the root of the tree, which is `data`.
    DocumentNode documents() {
        return documents;
    }

    /// Returns the number of groups. Their ids are smaller.
    public int groups() {
        return groups;
    }

    /// Returns the group that a reference of constants names, null when there is none.
    @Nullable
    RuleGroup group(Term.Ref reference) {
        DocumentNode node = documents;
        for (Term part : reference.parts().subList(1, reference.parts().size())) {
            node = node != null && part instanceof Term.Scalar(var ignored, var key) ? node.child(key) : null;
        }
        return node != null && node.hasRules() ? node.group() : null;
    }
}
