package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.FreshNames;
import dev.agenticframework.rego.syntax.Names;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Maps the variables of the source to their slots. The map is computed on use, because slots are added until the code
/// is complete.
final class SlotNames {
    private final Slots slots;
    private final FreshNames fresh;

    SlotNames(Slots slots, FreshNames fresh) {
        this.slots = slots;
        this.fresh = fresh;
    }

    Map<String, Integer> names() {
        return new AbstractMap<>() {
            @Override
            public java.util.Set<Entry<String, Integer>> entrySet() {
                Map<String, Integer> named = new LinkedHashMap<>();
                slots.names().forEach((name, slot) -> {
                    String original = fresh.original(name);
                    if (!Names.isGenerated(original) && !original.startsWith("$")) {
                        named.put(original, slot);
                    }
                });
                return named.entrySet();
            }
        };
    }
}
