package dev.agenticframework.rego.syntax;

import java.util.Set;

/// Names with a special meaning.
public final class Names {
    public static final String DATA = "data";
    public static final String INPUT = "input";

    /// The operators behind `=`, `:=` and `==`.
    public static final String UNIFY = "eq";

    static final String ASSIGN = "assign";
    public static final String EQUAL = "equal";

    public static final String MEMBER = "internal.member_2";
    public static final String MEMBER_WITH_KEY = "internal.member_3";
    public static final String TEMPLATE_STRING = "internal.template_string";
    public static final String PRINT = "print";
    public static final String INTERNAL_PRINT = "internal.print";

    public static final Set<String> ROOTS = Set.of(DATA, INPUT);

    /// The prefix of variables that stand for `_`. No identifier contains it.
    private static final String WILDCARD_PREFIX = "$";

    /// No identifier contains it, so a variable `__local1__` of a policy is distinct.
    private static final String LOCAL_PREFIX = "__local#";

    private Names() {}

    static String wildcard(int number) {
        return WILDCARD_PREFIX + number;
    }

    public static String local(int number) {
        return LOCAL_PREFIX + number + "__";
    }

    public static boolean isWildcard(String name) {
        return name.startsWith(WILDCARD_PREFIX);
    }

    /// Whether the compiler generated the variable.
    public static boolean isGenerated(String name) {
        return name.startsWith(LOCAL_PREFIX);
    }
}
