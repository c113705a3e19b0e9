package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import org.jspecify.annotations.Nullable;

/// Finds the first occurrence of a variable.
public final class VarFinder extends TermRewriter {
    private final String name;
    private @Nullable Location found;

    private VarFinder(String name) {
        this.name = name;
    }

    /// Returns the location of the variable in the head of a rule, or that of the head.
    public static Location find(Rule.Head head, String name) {
        VarFinder finder = new VarFinder(name);
        head.reference().parts().forEach(finder::term);
        head.args().forEach(finder::term);
        if (head.key() != null) {
            finder.term(head.key());
        }
        if (head.value() != null) {
            finder.term(head.value());
        }
        return finder.found == null ? head.at() : finder.found;
    }

    @Override
    public Term term(Term term) {
        if (found == null && term instanceof Term.Var(var at, var its) && its.equals(name)) {
            found = at;
        }
        return children(term);
    }
}
