package dev.agenticframework.rego;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The implementations of the standard built-ins. Families are loaded one after the other until what is asked for is
/// there, those that nearly every policy calls first: a process that lives shortly pays for what it uses.
final class StandardBuiltins {
    static final Builtins ALL = Builtins.of(new StandardBuiltins()::find);

    private static Deque<Consumer<BuiltinTable>> families() {
        return new ArrayDeque<>(List.of(
                ComparisonBuiltins::register,
                ArithmeticBuiltins::register,
                AggregateBuiltins::register,
                StringBuiltins::register,
                StringEditBuiltins::register,
                RegexBuiltins::register,
                ObjectBuiltins::register,
                SetBuiltins::register,
                ArrayBuiltins::register,
                TypeBuiltins::register,
                NumbersBuiltins::register,
                JsonBuiltins::register,
                GlobBuiltins::register,
                EncodingBuiltins::register,
                TimeBuiltins::register,
                UnitsBuiltins::register,
                NetBuiltins::register,
                SystemBuiltins::register,
                BitsBuiltins::register,
                UrlBuiltins::register,
                SemverBuiltins::register,
                UuidBuiltins::register,
                GraphBuiltins::register,
                DigestBuiltins::register,
                JwtBuiltins::register,
                X509Builtins::register,
                GraphqlBuiltins::register,
                JsonSchema::register,
                GoTemplate::register,
                AwsBuiltins::register,
                HttpBuiltins::register,
                PolicyBuiltins::register));
    }

    private final ConcurrentHashMap<String, Builtin> loaded = new ConcurrentHashMap<>();
    private @Nullable Deque<Consumer<BuiltinTable>> left;

    private @Nullable Builtin find(String name) {
        Builtin found = loaded.get(name);
        return found == null ? load(name) : found;
    }

    private synchronized @Nullable Builtin load(String name) {
        if (left == null) {
            left = families();
        }
        while (!loaded.containsKey(name) && !left.isEmpty()) {
            BuiltinTable table = new BuiltinTable();
            left.remove().accept(table);
            loaded.putAll(table.toMap());
        }
        return loaded.get(name);
    }
}
