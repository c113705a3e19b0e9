package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of algorithms and usages in Go's `crypto/x509`; 0 for unknown ones.
final class GoAlgorithms {
    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final int PSS_HASH = 0xa0;

    private static final Map<String, Integer> SIGNATURES = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.4", 2),
            Map.entry("1.2.840.113549.1.1.5", 3),
            Map.entry("1.2.840.113549.1.1.11", 4),
            Map.entry("1.2.840.113549.1.1.12", 5),
            Map.entry("1.2.840.113549.1.1.13", 6),
            Map.entry("1.2.840.10040.4.3", 7),
            Map.entry("2.16.840.1.101.3.4.3.2", 8),
            Map.entry("1.2.840.10045.4.1", 9),
            Map.entry("1.2.840.10045.4.3.2", 10),
            Map.entry("1.2.840.10045.4.3.3", 11),
            Map.entry("1.2.840.10045.4.3.4", 12),
            Map.entry("1.3.101.112", 16));

    /// By the hash in the parameters of RSASSA-PSS.
    private static final Map<String, Integer> PSS_SIGNATURES = Map.of(
            "2.16.840.1.101.3.4.2.1", 13,
            "2.16.840.1.101.3.4.2.2", 14,
            "2.16.840.1.101.3.4.2.3", 15);

    private GoAlgorithms() {}

    /// Returns the number of a signature algorithm.
    ///
    /// @param identifier an `AlgorithmIdentifier`
    static Value signature(Der identifier) {
        String id = identifier.child(0).identifier();
        if (!id.equals(PSS)) {
            return NumberValue.of(SIGNATURES.getOrDefault(id, 0));
        }
        for (Der parameter : identifier.child(1).children()) {
            if (parameter.tag() == PSS_HASH) {
                return NumberValue.of(
                        PSS_SIGNATURES.getOrDefault(parameter.child(0).child(0).identifier(), 0));
            }
        }
        return NumberValue.ZERO;
    }

    static Value publicKey(PublicKey key) {
        return NumberValue.of(
                switch (key.getAlgorithm()) {
                    case "RSA" -> 1;
                    case "DSA" -> 2;
                    case "EC" -> 3;
                    case "EdDSA", "Ed25519" -> 4;
                    default -> 0;
                });
    }

    /// Adds the numbers of known usages, and the identifiers of all others.
    ///
    /// @param usages the sequence of the extension, null when it is absent
    static void addUsages(ObjectValue.Builder document, @Nullable Der usages) {
        List<Value> known = new ArrayList<>();
        List<Value> unknown = new ArrayList<>();
        for (Der usage : usages == null ? List.<Der>of() : usages.children()) {
            ExtendedKeyUsage standard = ExtendedKeyUsage.identified(usage.identifier());
            if (standard == null) {
                unknown.add(NameDocument.identifier(usage.arcs()));
            } else {
                known.add(NumberValue.of(standard.number()));
            }
        }
        document.put("ExtKeyUsage", known.isEmpty() ? NullValue.NULL : ArrayValue.of(known));
        document.put("UnknownExtKeyUsage", unknown.isEmpty() ? NullValue.NULL : ArrayValue.of(unknown));
    }
}
