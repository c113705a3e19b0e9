package dev.agenticframework.rego.library;

import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Builtins;
import dev.agenticframework.rego.library.core.AggregateBuiltins;
import dev.agenticframework.rego.library.core.ArithmeticBuiltins;
import dev.agenticframework.rego.library.core.ArrayBuiltins;
import dev.agenticframework.rego.library.core.BitsBuiltins;
import dev.agenticframework.rego.library.core.ComparisonBuiltins;
import dev.agenticframework.rego.library.core.GlobBuiltins;
import dev.agenticframework.rego.library.core.GraphBuiltins;
import dev.agenticframework.rego.library.core.NumbersBuiltins;
import dev.agenticframework.rego.library.core.ObjectBuiltins;
import dev.agenticframework.rego.library.core.RegexBuiltins;
import dev.agenticframework.rego.library.core.SemverBuiltins;
import dev.agenticframework.rego.library.core.SetBuiltins;
import dev.agenticframework.rego.library.core.StringBuiltins;
import dev.agenticframework.rego.library.core.StringEditBuiltins;
import dev.agenticframework.rego.library.core.SystemBuiltins;
import dev.agenticframework.rego.library.core.TypeBuiltins;
import dev.agenticframework.rego.library.core.UnitsBuiltins;
import dev.agenticframework.rego.library.core.UuidBuiltins;
import dev.agenticframework.rego.library.crypto.DigestBuiltins;
import dev.agenticframework.rego.library.crypto.JwtBuiltins;
import dev.agenticframework.rego.library.crypto.X509Builtins;
import dev.agenticframework.rego.library.encoding.EncodingBuiltins;
import dev.agenticframework.rego.library.encoding.UrlBuiltins;
import dev.agenticframework.rego.library.go.GoTemplate;
import dev.agenticframework.rego.library.go.TimeBuiltins;
import dev.agenticframework.rego.library.graphql.GraphqlBuiltins;
import dev.agenticframework.rego.library.json.JsonBuiltins;
import dev.agenticframework.rego.library.json.JsonSchema;
import dev.agenticframework.rego.library.net.AwsBuiltins;
import dev.agenticframework.rego.library.net.HttpBuiltins;
import dev.agenticframework.rego.library.net.NetBuiltins;
import dev.agenticframework.rego.library.policy.PolicyBuiltins;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The implementations of the standard built-ins. The families are loaded one by one, in the order of their use in
/// policies, until the requested function is found. A short-lived process thus pays only for what it uses.
public final class StandardBuiltins {
    public static final Builtins ALL = Builtins.of(new StandardBuiltins()::find);

    private StandardBuiltins() {}

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
