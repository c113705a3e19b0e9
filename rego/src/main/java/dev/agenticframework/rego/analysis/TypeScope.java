package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.RegoType;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of the variables of one rule, and of all documents. An unknown type may be anything.
public final class TypeScope {
    private final Definitions definitions;
    private final IdentityHashMap<RuleNode, RegoType> documents;
    private final IdentityHashMap<Term, RegoType> comprehensions;
    private final Map<String, RegoType> vars;

    private TypeScope(
            Definitions definitions,
            IdentityHashMap<RuleNode, RegoType> documents,
            IdentityHashMap<Term, RegoType> comprehensions,
            Map<String, RegoType> vars) {
        this.definitions = definitions;
        this.documents = documents;
        this.comprehensions = comprehensions;
        this.vars = vars;
    }

    public TypeScope(Definitions definitions) {
        this(definitions, new IdentityHashMap<>(), new IdentityHashMap<>(), new HashMap<>());
    }

    /// Returns a scope with the same documents and no variables.
    TypeScope ofRule() {
        return new TypeScope(definitions, documents, comprehensions, new HashMap<>());
    }

    /// Returns a copy for a nested body.
    TypeScope inner() {
        return new TypeScope(definitions, documents, comprehensions, new HashMap<>(vars));
    }

    @Nullable
    RegoType variable(String name) {
        return vars.get(name);
    }

    void set(String name, RegoType type) {
        vars.put(name, type);
    }

    void setComprehension(Term.Comprehension comprehension, RegoType type) {
        comprehensions.put(comprehension, type);
    }

    /// Adds the type of one more rule to the type of a node.
    void add(RuleNode node, RegoType type) {
        RegoType known = documents.get(node);
        documents.put(node, known == null ? type : merged(known, type));
    }

    private static RegoType merged(RegoType a, RegoType b) {
        if (!(a instanceof RegoType.Function f)
                || !(b instanceof RegoType.Function g)
                || f.parameters().size() != g.parameters().size()
                || f.result() == null
                || g.result() == null) {
            return Types.union(List.of(a, b));
        }
        List<RegoType.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < f.parameters().size(); i++) {
            parameters.add(merged(f.parameters().get(i), g.parameters().get(i)));
        }
        return new RegoType.Function(parameters, null, merged(f.result(), g.result()));
    }

    private static RegoType.Parameter merged(RegoType.Parameter a, RegoType.Parameter b) {
        return new RegoType.Parameter(a.name(), Types.union(List.of(a.type(), b.type())));
    }

    /// Returns the type that the rules of a node define.
    RegoType document(RuleNode node) {
        return documents.getOrDefault(node, RegoType.ANY);
    }

    @Nullable
    RegoType of(Term term) {
        return switch (term) {
            case Term.Scalar scalar -> Types.of(scalar.value());
            case Term.Var(var ignored, var name) -> variable(name);
            case Term.Ref ref -> reference(ref);
            case Term.Array(var ignored, var items) ->
                new RegoType.Array(items.stream().map(this::orAny).toList(), null);
            case Term.SetOf(var ignored, var elements) ->
                new RegoType.Set(Types.union(elements.stream().map(this::orAny).toList()));
            case Term.Obj object -> object(object);
            case Term.Comprehension comprehension -> comprehensions.getOrDefault(comprehension, RegoType.ANY);
            case Term.Call ignored -> RegoType.ANY;
            case Term.Template ignored -> RegoType.STRING;
        };
    }

    RegoType orAny(Term term) {
        RegoType type = of(term);
        return type == null ? RegoType.ANY : type;
    }

    private RegoType object(Term.Obj object) {
        List<RegoType.Property> properties = new ArrayList<>();
        RegoType key = null;
        RegoType value = null;
        for (Term.Entry entry : object.entries()) {
            Value constant = entry.key().constant();
            if (constant != null) {
                properties.add(new RegoType.Property(constant, orAny(entry.value())));
            } else {
                key = Types.or(key, orAny(entry.key()));
                value = Types.or(value, orAny(entry.value()));
            }
        }
        properties.sort(java.util.Comparator.comparing(RegoType.Property::key));
        return new RegoType.Obj(properties, key, value);
    }

    private @Nullable RegoType reference(Term.Ref ref) {
        Start start = start(ref);
        RegoType type = start.type();
        for (Term part : ref.parts().subList(start.next(), ref.parts().size())) {
            if (type == null) {
                return null;
            }
            Value key = part.constant();
            type = key == null ? Types.values(type) : Types.select(type, key);
        }
        return type;
    }

    /// The type of the leading parts of a reference, and the position of the first remaining part.
    record Start(@Nullable RegoType type, int next) {}

    Start start(Term.Ref ref) {
        if (ref.headName().equals(Names.DATA)) {
            RuleNode node = definitions.rules();
            for (int i = 1; i < ref.parts().size(); i++) {
                Value key = ref.parts().get(i).constant();
                node = key == null ? null : node.child(key);
                if (node == null) {
                    return new Start(RegoType.ANY, ref.parts().size());
                }
                if (node.hasRules()) {
                    return new Start(document(node), i + 1);
                }
            }
            return new Start(RegoType.ANY, ref.parts().size());
        }
        if (ref.headName().equals(Names.INPUT)) {
            return new Start(RegoType.ANY, ref.parts().size());
        }
        return new Start(of(ref.head()), 1);
    }

    /// Unifies a term with a type. Variables without a type receive it.
    boolean unify(Term term, RegoType type, boolean widen) {
        return switch (term) {
            case Term.Var(var ignored, var name) -> variable(name, type, widen);
            case Term.Array(var ignored, var items) -> array(term, items, type);
            case Term.Obj object -> object(object, type);
            case Term.SetOf(var ignored, var elements) -> set(term, elements, type);
            default -> Types.unifies(orAny(term), type);
        };
    }

    private boolean variable(String name, RegoType type, boolean widen) {
        RegoType known = vars.get(name);
        if (widen && known != null) {
            vars.put(name, Types.union(List.of(known, type)));
            return true;
        }
        if (known != null) {
            return Types.unifies(known, type);
        }
        vars.put(name, type);
        return true;
    }

    private boolean anyOf(Term term, List<RegoType> alternatives) {
        boolean fits = false;
        for (RegoType alternative : alternatives) {
            fits |= unify(term, alternative, true);
        }
        return fits;
    }

    private boolean array(Term term, List<Term> items, RegoType type) {
        return switch (type) {
            case RegoType.Any(var alternatives)
            when alternatives.isEmpty() -> {
                items.forEach(item -> unify(item, RegoType.ANY, true));
                yield true;
            }
            case RegoType.Any(var alternatives) -> anyOf(term, alternatives);
            case RegoType.Array(var fixed, var rest) -> {
                if (items.size() < fixed.size() || (items.size() > fixed.size() && rest == null)) {
                    yield false;
                }
                boolean fits = true;
                for (int i = 0; i < items.size(); i++) {
                    RegoType element = i < fixed.size() ? fixed.get(i) : rest;
                    fits &= element != null && unify(items.get(i), element, false);
                }
                yield fits;
            }
            default -> false;
        };
    }

    private boolean object(Term.Obj object, RegoType type) {
        return switch (type) {
            case RegoType.Any(var alternatives)
            when alternatives.isEmpty() -> {
                object.entries().forEach(entry -> unify(entry.value(), RegoType.ANY, true));
                yield true;
            }
            case RegoType.Any(var alternatives) -> anyOf(object, alternatives);
            case RegoType.Obj obj -> {
                boolean fits = true;
                for (Term.Entry entry : object.entries()) {
                    Value key = entry.key().constant();
                    RegoType at = key == null ? Types.values(obj) : Types.select(obj, key);
                    fits &= at != null && unify(entry.value(), at, false);
                }
                yield fits
                        && (obj.key() != null
                                || object.entries().size() == obj.properties().size());
            }
            default -> false;
        };
    }

    private boolean set(Term term, List<Term> elements, RegoType type) {
        return switch (type) {
            case RegoType.Any(var alternatives) when alternatives.isEmpty() -> true;
            case RegoType.Any(var alternatives) -> anyOf(term, alternatives);
            case RegoType.Set(var element) -> elements.stream().allMatch(e -> unify(e, element, false));
            default -> false;
        };
    }
}
