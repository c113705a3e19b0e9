package dev.agenticframework.rego;

import java.util.Map;

/// The implementations of the standard built-ins, family by family.
final class BuiltinFamilies {
    private BuiltinFamilies() {}

    static Map<String, Builtin> all() {
        BuiltinTable table = new BuiltinTable();
        ComparisonBuiltins.register(table);
        ArithmeticBuiltins.register(table);
        NumbersBuiltins.register(table);
        BitsBuiltins.register(table);
        AggregateBuiltins.register(table);
        TypeBuiltins.register(table);
        ArrayBuiltins.register(table);
        SetBuiltins.register(table);
        ObjectBuiltins.register(table);
        StringBuiltins.register(table);
        StringEditBuiltins.register(table);
        RegexBuiltins.register(table);
        GlobBuiltins.register(table);
        JsonBuiltins.register(table);
        EncodingBuiltins.register(table);
        UrlBuiltins.register(table);
        UnitsBuiltins.register(table);
        SemverBuiltins.register(table);
        UuidBuiltins.register(table);
        GraphBuiltins.register(table);
        NetBuiltins.register(table);
        TimeBuiltins.register(table);
        DigestBuiltins.register(table);
        X509Builtins.register(table);
        JwtBuiltins.register(table);
        GraphqlBuiltins.register(table);
        JsonSchema.register(table);
        GoTemplate.register(table);
        AwsBuiltins.register(table);
        HttpBuiltins.register(table);
        SystemBuiltins.register(table);
        PolicyBuiltins.register(table);
        return table.toMap();
    }
}
