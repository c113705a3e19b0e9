package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A static type, for the type checker and the declarations of built-ins. `toString` formats it as in error messages:
/// `any<number, set[any]>`, `array<string>[any]`, `object<a: string>[string: any]`.
public sealed interface RegoType {
    RegoType ANY = new Any(List.of());
    RegoType NULL = new Scalar("null");
    RegoType BOOLEAN = new Scalar("boolean");
    RegoType NUMBER = new Scalar("number");
    RegoType STRING = new Scalar("string");

    /// A union of types. An empty union is any type.
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

    /// Elements of the types `fixed`, followed by any number of elements of the type `rest` (none when it is null).
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

    /// Known properties in ascending order of their keys, and other properties of the types `key` and `value` (none
    /// when these are null).
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

    /// A property with a known key.
    record Property(Value key, RegoType type) {
        @Override
        public String toString() {
            return (key instanceof StringValue text ? text.text() : key.toString()) + ": " + type;
        }
    }

    /// A function. `variadic` is the type of additional arguments; `result` is null for a function without
    /// a result.
    record Function(
            List<Parameter> parameters,
            @Nullable RegoType variadic,
            @Nullable Parameter result) implements RegoType {
        @Override
        public String toString() {
            return "(" + joined(parameters) + ") => " + (result == null ? "" : result.toString());
        }
    }

    /// An argument or a result. Its name, which may be empty, is for messages and documentation.
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
