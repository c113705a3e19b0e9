package dev.agenticframework.rego;

import java.util.HashMap;
import java.util.Map;

/// The implementations of the standard built-ins, family by family.
final class BuiltinFamilies {
    private BuiltinFamilies() {}

    static Map<String, Builtin> all() {
        return new HashMap<>();
    }
}
