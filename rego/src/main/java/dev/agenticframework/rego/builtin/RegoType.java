package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A static type, as the compiler's type checker and the declarations of built-ins use them. `toString` writes it as
/// error messages do: `any<number, set[any]>`, `array<string>[any]`, `object<a: string>[string: any]`.
public sealed interface RegoType {
    RegoType ANY = new Any(List.of());
    RegoType NULL = new Scalar("null");
    RegoType BOOLEAN = new Scalar("boolean");
    RegoType NUMBER = new Scalar("number");
    RegoType STRING = new Scalar("string");

    /// One of the alternatives; of anything when there are none.
    record Any(List<RegoType> alternatives) implements RegoType {
        @Override
        public String toString() {
            return alternatives.isEmpty() ? "any" : "any<" + joined(alternatives) + ">";
        }
    }

    /// `null`, `boolean`, `number` or `string`.
    record Scalar(String name) implements RegoType {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Elements of known types first, then any number of `rest` (none when it is null).
    record Array(List<RegoType> fixed, @Nullable RegoType rest) implements RegoType {
        @Override
        public String toString() {
            return "array" + (fixed.isEmpty() ? "" : "<" + joined(fixed) + ">")
                    + (rest == null ? "" : "[" + rest + "]");
        }
    }

    record Set(RegoType element) implements RegoType {
        @Override
        public String toString() {
            return "set[" + element + "]";
        }
    }

    /// Known properties in ascending order of their keys, and others of the types `key` and `value` (none when
    /// these are null).
    record Obj(
            List<Property> properties,
            @Nullable RegoType key,
            @Nullable RegoType value) implements RegoType {
        @Override
        public String toString() {
            return "object"
                    + (properties.isEmpty() ? "" : "<" + joined(properties) + ">")
                    + (key == null ? "" : "[" + key + ": " + value + "]");
        }
    }

    /// One property of an object whose key is known.
    record Property(Value key, RegoType type) {
        @Override
        public String toString() {
            return (key instanceof StringValue text ? text.text() : key.toString()) + ": " + type;
        }
    }

    /// A function; `variadic` is the type of any further arguments, `result` is null when it returns nothing.
    record Function(
            List<Parameter> parameters,
            @Nullable RegoType variadic,
            @Nullable Parameter result) implements RegoType {
        @Override
        public String toString() {
            return "(" + joined(parameters) + ") => " + (result == null ? "" : result.toString());
        }
    }

    /// An argument or a result, named for messages and documentation; the name may be empty.
    record Parameter(String name, RegoType type) {
        @Override
        public String toString() {
            return name.isEmpty() ? type.toString() : name + ": " + type;
        }
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
