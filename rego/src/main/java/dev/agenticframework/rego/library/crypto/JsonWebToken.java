package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.encoding.EncodingBuiltins;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// A signed token in compact form (RFC 7515), parsed but not verified.
public record JsonWebToken(String headerPart, String payloadPart, String signaturePart, ObjectValue header) {
    private static final Set<String> KNOWN_HEADERS = Set.of("alg", "kid", "typ", "cty", "crit");

    public static JsonWebToken parse(String token) {
        String[] parts = split(token);
        return new JsonWebToken(parts[0], parts[1], parts[2], header(parts[0]));
    }

    /// Splits a token into its three parts.
    static String[] split(String token) {
        if (!token.contains(".")) {
            throw BuiltinException.failure("encoded JWT had no period separators");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw BuiltinException.failure("encoded JWT must have 3 sections, found " + parts.length);
        }
        return parts;
    }

    private static ObjectValue header(String part) {
        byte[] decoded = decode("JWT header had invalid encoding: ", part);
        ObjectValue header;
        try {
            header = object(decoded);
        } catch (BuiltinException invalid) {
            throw BuiltinException.failure("bad JWT header: " + invalid.text());
        }
        if (header.get("enc") != null) {
            throw BuiltinException.failure("JWT is a JWE object, which is not supported");
        }
        return header;
    }

    private static byte[] decode(String problem, String part) {
        try {
            return EncodingBuiltins.decodeBase64Url(part);
        } catch (BuiltinException invalid) {
            throw BuiltinException.failure(problem + invalid.text());
        }
    }

    private static ObjectValue object(byte[] json) {
        Value value;
        try {
            value = JsonText.parse(json);
        } catch (JsonText.InvalidJson invalid) {
            throw BuiltinException.failure("invalid JSON: " + invalid.getMessage());
        }
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw BuiltinException.failure("decoded JSON type was not an Object");
    }

    String payloadText() {
        return new String(decode("JWT payload had invalid encoding: ", payloadPart), StandardCharsets.UTF_8);
    }

    public ObjectValue payload() {
        return object(payloadText().getBytes(StandardCharsets.UTF_8));
    }

    byte[] signature() {
        return EncodingBuiltins.decodeBase64Url(signaturePart);
    }

    byte[] signatureOrProblem() {
        return decode("JWT signature had invalid encoding: ", signaturePart);
    }

    byte[] signedContent() {
        return (headerPart + "." + payloadPart).getBytes(StandardCharsets.UTF_8);
    }

    /// Returns a header that must be a string; empty when it is absent.
    public String headerText(String name) {
        Value value = header.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof StringValue text) {
            return text.text();
        }
        throw BuiltinException.failure(name + ": must be a string");
    }

    /// Checks the types of the registered headers.
    void requireWellTypedHeader() {
        for (String name : new String[] {"alg", "cty", "kid", "typ"}) {
            headerText(name);
        }
        Value critical = header.get("crit");
        if (critical != null && !(critical instanceof ArrayValue)) {
            throw BuiltinException.failure("crit: must be a list");
        }
        if (critical instanceof ArrayValue list && list.size() == 0) {
            throw BuiltinException.failure("crit: must be a nonempty list");
        }
    }

    /// Whether the header names an algorithm, and no unknown critical header.
    boolean hasAcceptableHeader() {
        Set<Value> unknown = new HashSet<>();
        for (Value name : header.ascendingKeys()) {
            if (name instanceof StringValue text && !KNOWN_HEADERS.contains(text.text())) {
                unknown.add(name);
            }
        }
        boolean unknownIsCritical = header.get("crit") instanceof ArrayValue critical
                && critical.toList().stream().anyMatch(unknown::contains);
        return !headerText("alg").isEmpty() && !unknownIsCritical;
    }
}
