package dev.agenticframework.rego;

import java.util.Set;

/// Names with a meaning of their own.
final class Names {
    static final String DATA = "data";
    static final String INPUT = "input";

    /// The operators behind `=`, `:=` and `==`.
    static final String UNIFY = "eq";

    static final String ASSIGN = "assign";
    static final String EQUAL = "equal";

    static final String MEMBER = "internal.member_2";
    static final String MEMBER_WITH_KEY = "internal.member_3";
    static final String TEMPLATE_STRING = "internal.template_string";
    static final String PRINT = "print";
    static final String INTERNAL_PRINT = "internal.print";

    static final Set<String> ROOTS = Set.of(DATA, INPUT);

    /// Starts every variable that stands for `_`: no identifier can be spelt so.
    private static final String WILDCARD_PREFIX = "$";

    /// No identifier can be spelt so: a variable `__local1__` of a policy is another one.
    private static final String LOCAL_PREFIX = "__local#";

    private Names() {}

    static String wildcard(int number) {
        return WILDCARD_PREFIX + number;
    }

    static String local(int number) {
        return LOCAL_PREFIX + number + "__";
    }

    static boolean isWildcard(String name) {
        return name.startsWith(WILDCARD_PREFIX);
    }

    /// Whether the compiler made the variable up.
    static boolean isGenerated(String name) {
        return name.startsWith(LOCAL_PREFIX);
    }
}
