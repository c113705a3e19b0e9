package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.RegoType;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Operations on static types. A null stands for an unknown type, or for no type.
final class Types {
    private Types() {}

    static boolean isAny(@Nullable RegoType type) {
        return type instanceof RegoType.Any(var alternatives) && alternatives.isEmpty();
    }

    static RegoType of(Value value) {
        return switch (value) {
            case NullValue ignored -> RegoType.NULL;
            case BooleanValue ignored -> RegoType.BOOLEAN;
            case NumberValue ignored -> RegoType.NUMBER;
            case StringValue ignored -> RegoType.STRING;
            case ArrayValue array ->
                new RegoType.Array(array.toList().stream().map(Types::of).toList(), null);
            case SetValue set ->
                new RegoType.Set(union(set.toList().stream().map(Types::of).toList()));
            case ObjectValue object -> {
                List<RegoType.Property> properties = new ArrayList<>();
                for (int i = 0; i < object.size(); i++) {
                    properties.add(new RegoType.Property(object.ascendingKeys()[i], of(object.ascendingValues()[i])));
                }
                yield new RegoType.Obj(properties, null, null);
            }
        };
    }

    /// Returns the union of the types; an empty list means any type.
    static RegoType union(List<RegoType> types) {
        Set<RegoType> distinct = new LinkedHashSet<>();
        for (RegoType type : types) {
            if (type instanceof RegoType.Any(var alternatives)) {
                if (alternatives.isEmpty()) {
                    return RegoType.ANY;
                }
                distinct.addAll(alternatives);
            } else {
                distinct.add(type);
            }
        }
        return distinct.size() == 1 ? distinct.iterator().next() : new RegoType.Any(sorted(distinct));
    }

    private static List<RegoType> sorted(Set<RegoType> types) {
        List<RegoType> list = new ArrayList<>(types);
        list.sort(java.util.Comparator.comparingInt(Types::rank).thenComparing(Object::toString));
        return List.copyOf(list);
    }

    private static int rank(RegoType type) {
        return switch (type) {
            case RegoType.Scalar(var name) ->
                List.of("null", "boolean", "number", "string").indexOf(name);
            case RegoType.Array ignored -> 4;
            case RegoType.Obj ignored -> 5;
            case RegoType.Set ignored -> 6;
            case RegoType.Any ignored -> 7;
            case RegoType.Function ignored -> 8;
        };
    }

    static @Nullable RegoType or(@Nullable RegoType a, @Nullable RegoType b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return union(List.of(a, b));
    }

    /// Returns the type of a collection's keys, null for a scalar.
    static @Nullable RegoType keys(@Nullable RegoType type) {
        return switch (type) {
            case RegoType.Array ignored -> RegoType.NUMBER;
            case RegoType.Set(var element) -> element;
            case RegoType.Obj(var properties, var key, var ignored) -> {
                List<RegoType> types = new ArrayList<>(
                        properties.stream().map(p -> of(p.key())).toList());
                if (key != null) {
                    types.add(key);
                }
                yield union(types);
            }
            case RegoType.Any(var alternatives) -> overAll(alternatives, Types::keys);
            case null, default -> null;
        };
    }

    /// Returns the type of a collection's elements, null for a scalar.
    static @Nullable RegoType values(@Nullable RegoType type) {
        return switch (type) {
            case RegoType.Array(var fixed, var rest) -> {
                List<RegoType> types = new ArrayList<>(fixed);
                if (rest != null) {
                    types.add(rest);
                }
                yield union(types);
            }
            case RegoType.Set(var element) -> element;
            case RegoType.Obj(var properties, var ignored, var value) -> {
                List<RegoType> types = new ArrayList<>(
                        properties.stream().map(RegoType.Property::type).toList());
                if (value != null) {
                    types.add(value);
                }
                yield union(types);
            }
            case RegoType.Any(var alternatives) -> overAll(alternatives, Types::values);
            case null, default -> null;
        };
    }

    private static @Nullable RegoType overAll(
            List<RegoType> alternatives, java.util.function.Function<RegoType, @Nullable RegoType> part) {
        if (alternatives.isEmpty()) {
            return RegoType.ANY;
        }
        RegoType all = null;
        for (RegoType alternative : alternatives) {
            all = or(all, part.apply(alternative));
        }
        return all;
    }

    /// Returns the type at a constant key, null when there can be no value.
    static @Nullable RegoType select(RegoType type, Value key) {
        return switch (type) {
            case RegoType.Array(var fixed, var rest) -> element(fixed, rest, key);
            case RegoType.Set(var element) -> unifies(of(key), element) ? element : null;
            case RegoType.Obj(var properties, var keyType, var value) -> {
                for (RegoType.Property property : properties) {
                    if (property.key().equals(key)) {
                        yield property.type();
                    }
                }
                yield keyType != null && unifies(of(key), keyType) ? value : null;
            }
            case RegoType.Any(var alternatives) -> overAll(alternatives, alternative -> select(alternative, key));
            default -> null;
        };
    }

    private static @Nullable RegoType element(List<RegoType> fixed, @Nullable RegoType rest, Value key) {
        if (!(key instanceof NumberValue number) || !number.isLong() || number.longValue() < 0) {
            return null;
        }
        return number.longValue() < fixed.size() ? fixed.get((int) number.longValue()) : rest;
    }

    static boolean isEmptyCollection(@Nullable RegoType type) {
        return switch (type) {
            case RegoType.Array(var fixed, var rest) -> fixed.isEmpty() && rest == null;
            case RegoType.Obj(var properties, var key, var ignored) -> properties.isEmpty() && key == null;
            case null, default -> false;
        };
    }

    /// Whether a value can have both types.
    static boolean unifies(@Nullable RegoType a, @Nullable RegoType b) {
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof RegoType.Any(var alternatives)) {
            return alternatives.isEmpty() || alternatives.stream().anyMatch(alternative -> unifies(alternative, b));
        }
        if (b instanceof RegoType.Any) {
            return unifies(b, a);
        }
        return switch (a) {
            case RegoType.Scalar ignored -> a.equals(b);
            case RegoType.Array left -> b instanceof RegoType.Array right && arrays(left, right);
            case RegoType.Obj left -> b instanceof RegoType.Obj right && objects(left, right);
            case RegoType.Set(var left) -> b instanceof RegoType.Set(var right) && unifies(left, right);
            case RegoType.Function ignored -> b instanceof RegoType.Function;
            case RegoType.Any ignored -> true;
        };
    }

    private static boolean arrays(RegoType.Array a, RegoType.Array b) {
        if ((a.rest() == null && b.fixed().size() > a.fixed().size())
                || (b.rest() == null && a.fixed().size() > b.fixed().size())) {
            return false;
        }
        for (int i = 0; i < Math.max(a.fixed().size(), b.fixed().size()); i++) {
            if (!unifies(
                    element(a.fixed(), a.rest(), NumberValue.of(i)), element(b.fixed(), b.rest(), NumberValue.of(i)))) {
                return false;
            }
        }
        return a.rest() == null || b.rest() == null || unifies(a.rest(), b.rest());
    }

    private static boolean objects(RegoType.Obj a, RegoType.Obj b) {
        return fits(a, b) && fits(b, a) && (a.key() == null || b.key() == null || unifies(a.value(), b.value()));
    }

    private static boolean fits(RegoType.Obj a, RegoType.Obj b) {
        for (RegoType.Property property : a.properties()) {
            RegoType other = select(b, property.key());
            boolean optional = other == null && a.key() != null;
            if (!optional && !unifies(property.type(), other)) {
                return false;
            }
        }
        return true;
    }
}
