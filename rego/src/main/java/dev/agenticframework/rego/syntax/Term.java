package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A term, which stands for a value. `toString` formats it as Rego.
public sealed interface Term {
    Location at();

    /// A literal null, boolean, number or string.
    record Scalar(Location at, Value value) implements Term {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    record Var(Location at, String name) implements Term {
        boolean isWildcard() {
            return Names.isWildcard(name);
        }

        @Override
        public String toString() {
            return Names.isWildcard(name) ? "_" : name;
        }
    }

    /// A head (usually a variable) and the path after it. Only `data`, `input` and operators may consist of a
    /// single part.
    record Ref(Location at, List<Term> parts) implements Term {
        public Term head() {
            return parts.getFirst();
        }

        /// Returns the name of the head if it is a variable, else an empty text.
        public String headName() {
            return head() instanceof Var head ? head.name() : "";
        }

        @Override
        public String toString() {
            return parts.size() == 1 && head() instanceof Var name ? name.toString() : TermPrinter.print(this);
        }
    }

    record Call(Location at, Ref operator, List<Term> args) implements Term {
        @Override
        public String toString() {
            return TermPrinter.print(this);
        }
    }

    record Array(Location at, List<Term> items) implements Term {
        @Override
        public String toString() {
            return TermPrinter.print(this);
        }
    }

    record Entry(Term key, Term value) {}

    record Obj(Location at, List<Entry> entries) implements Term {
        @Override
        public String toString() {
            return TermPrinter.print(this);
        }
    }

    record SetOf(Location at, List<Term> elements) implements Term {
        @Override
        public String toString() {
            return TermPrinter.print(this);
        }
    }

    /// `[item | body]`, `{item | body}` or `{key: item | body}`.
    record Comprehension(Location at, Kind kind, @Nullable Term key, Term item, List<Expr> body) implements Term {
        public enum Kind {
            ARRAY,
            SET,
            OBJECT
        }

        public Comprehension with(@Nullable Term newKey, Term newItem, List<Expr> newBody) {
            return new Comprehension(at, kind, newKey, newItem, newBody);
        }

        @Override
        public String toString() {
            return TermPrinter.print(this);
        }
    }

    /// A `$"..."` string: literal texts and expressions.
    record Template(Location at, boolean raw, List<Part> parts) implements Term {
        public sealed interface Part {}

        public record Text(Term.Scalar term) implements Part {}

        public record Hole(Expr expr) implements Part {}

        @Override
        public String toString() {
            return TermPrinter.print(this);
        }
    }

    static Scalar scalar(Location at, Value value) {
        return new Scalar(at, value);
    }

    static Scalar string(Location at, String text) {
        return new Scalar(at, StringValue.of(text));
    }

    /// Returns a reference with a variable as its head.
    static Ref ref(Location at, String head) {
        return new Ref(at, List.of(new Var(at, head)));
    }

    default boolean isConstant() {
        return switch (this) {
            case Scalar ignored -> true;
            case Array array -> array.items().stream().allMatch(Term::isConstant);
            case SetOf set -> set.elements().stream().allMatch(Term::isConstant);
            case Obj object ->
                object.entries().stream()
                        .allMatch(e -> e.key().isConstant() && e.value().isConstant());
            case Var ignored -> false;
            case Ref ignored -> false;
            case Call ignored -> false;
            case Comprehension ignored -> false;
            case Template ignored -> false;
        };
    }

    /// Returns the value of a term without variables and references, else null.
    default @Nullable Value constant() {
        if (!isConstant()) {
            return null;
        }
        return switch (this) {
            case Scalar scalar -> scalar.value();
            case Array array ->
                ArrayValue.of(array.items().stream().map(Term::requireConstant).toList());
            case SetOf set ->
                SetValue.of(set.elements().stream().map(Term::requireConstant).toList());
            case Obj object -> {
                ObjectValue.Builder builder = ObjectValue.builder();
                object.entries()
                        .forEach(entry -> builder.put(
                                entry.key().requireConstant(), entry.value().requireConstant()));
                yield builder.build();
            }
            default -> null;
        };
    }

    private Value requireConstant() {
        Value value = constant();
        if (value == null) {
            throw new IllegalStateException("not a constant: " + this);
        }
        return value;
    }

    /// Returns the name of this kind of term in error messages.
    default String kindName() {
        return switch (this) {
            case Scalar scalar -> scalar.value().typeName();
            case Var ignored -> "var";
            case Ref ignored -> "ref";
            case Call ignored -> "call";
            case Array ignored -> "array";
            case Obj ignored -> "object";
            case SetOf ignored -> "set";
            case Comprehension c ->
                switch (c.kind()) {
                    case ARRAY -> "arraycomprehension";
                    case SET -> "setcomprehension";
                    case OBJECT -> "objectcomprehension";
                };
            case Template ignored -> "templatestring";
        };
    }
}
