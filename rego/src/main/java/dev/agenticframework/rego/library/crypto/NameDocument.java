package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A distinguished name as a document, with the fields of Go's `pkix.Name`.
final class NameDocument {
    private static final Map<String, String> LISTS = Map.of(
            "2.5.4.6", "Country",
            "2.5.4.10", "Organization",
            "2.5.4.11", "OrganizationalUnit",
            "2.5.4.7", "Locality",
            "2.5.4.8", "Province",
            "2.5.4.9", "StreetAddress",
            "2.5.4.17", "PostalCode");

    private static final Map<String, String> TEXTS = Map.of("2.5.4.3", "CommonName", "2.5.4.5", "SerialNumber");

    private NameDocument() {}

    static Value of(Der name) {
        Map<String, Value> fields = new TreeMap<>();
        LISTS.values().forEach(field -> fields.put(field, NullValue.NULL));
        TEXTS.values().forEach(field -> fields.put(field, StringValue.EMPTY));
        List<Value> names = new ArrayList<>();
        for (Der set : name.children()) {
            for (Der attribute : set.children()) {
                add(fields, names, attribute);
            }
        }
        fields.put("Names", names.isEmpty() ? NullValue.NULL : ArrayValue.of(names));
        fields.put("ExtraNames", NullValue.NULL);
        ObjectValue.Builder document = ObjectValue.builder();
        fields.forEach(document::put);
        return document.build();
    }

    private static void add(Map<String, Value> fields, List<Value> names, Der attribute) {
        List<Long> arcs = attribute.child(0).arcs();
        String identifier = attribute.child(0).identifier();
        StringValue text = StringValue.of(attribute.child(1).text());
        names.add(ObjectValue.builder()
                .put("Type", identifier(arcs))
                .put("Value", text)
                .build());
        if (TEXTS.containsKey(identifier)) {
            fields.put(TEXTS.getOrDefault(identifier, ""), text);
        }
        if (LISTS.containsKey(identifier)) {
            fields.merge(
                    LISTS.getOrDefault(identifier, ""),
                    ArrayValue.of(text),
                    (before, _) -> before instanceof ArrayValue array ? array.append(text) : ArrayValue.of(text));
        }
    }

    static Value identifier(List<Long> arcs) {
        List<Value> numbers = new ArrayList<>();
        arcs.forEach(arc -> numbers.add(NumberValue.of(arc)));
        return ArrayValue.of(numbers);
    }
}
