package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A rule on its way through the compiler. Each stage rewrites its branches: the definition, and each `else`.
public final class RuleDraft {
    private final RegoModule module;
    private final Rule source;
    private List<Rule> branches;
    private Term.@Nullable Ref referenceOf;
    private Term.@Nullable Ref known;

    public RuleDraft(RegoModule module, Rule source) {
        this.module = module;
        this.source = source;
        branches = new ArrayList<>();
        for (Rule branch = source; branch != null; branch = branch.orElse()) {
            branches.add(branch);
        }
    }

    public RegoModule module() {
        return module;
    }

    /// Returns the rule as parsed.
    Rule source() {
        return source;
    }

    public Rule first() {
        return branches.getFirst();
    }

    public Rule.Head head() {
        return first().head();
    }

    public List<Rule> branches() {
        return branches;
    }

    public void setBranches(List<Rule> rewritten) {
        branches = new ArrayList<>(rewritten);
    }

    public void rewrite(UnaryOperator<Rule> stage) {
        branches.replaceAll(stage);
    }

    /// Returns the full reference, starting with `data`.
    @SuppressWarnings("ReferenceEquality") // made again when the head is another object
    public Term.Ref reference() {
        Term.Ref own = head().reference();
        if (known == null || referenceOf != own) {
            known = reference(first());
            referenceOf = own;
        }
        return known;
    }

    public Term.Ref reference(Rule branch) {
        List<Term> parts = new ArrayList<>(module.pkg().path().parts());
        Term.Ref own = branch.head().reference();
        parts.add(Term.string(own.at(), own.headName()));
        parts.addAll(own.parts().subList(1, own.parts().size()));
        return new Term.Ref(own.at(), parts);
    }

    /// Returns the number of leading parts of the reference that are constant.
    public int groundLength() {
        List<Term> parts = reference().parts();
        int length = 1;
        while (length < parts.size() && parts.get(length) instanceof Term.Scalar) {
            length++;
        }
        return length;
    }

    public boolean isGround() {
        return groundLength() == reference().parts().size();
    }

    @Override
    public String toString() {
        return reference().toString();
    }
}
