package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import java.security.Key;
import java.util.List;

/// The keys to verify tokens with: a PEM certificate or public key, or a JWK set.
public final class JwtKeys {
    private JwtKeys() {}

    public static List<JsonWebKey> parse(String certificateOrKeys) {
        List<Pem.Block> blocks = Pem.parse(certificateOrKeys);
        if (blocks.isEmpty()) {
            return parseSet(certificateOrKeys);
        }
        Pem.Block block = blocks.getFirst();
        if (block.end() < certificateOrKeys.length()) {
            throw BuiltinException.failure("extra data after a PEM certificate block");
        }
        return List.of(new JsonWebKey(key(block), "", ""));
    }

    private static Key key(Pem.Block block) {
        switch (block.type()) {
            case "CERTIFICATE" -> {
                try {
                    return CryptoKeys.certificate(block.content()).getPublicKey();
                } catch (CryptoKeys.InvalidKey invalid) {
                    throw BuiltinException.failure("failed to parse a PEM certificate: " + invalid.getMessage());
                }
            }
            case "PUBLIC KEY" -> {
                try {
                    return CryptoKeys.publicKey(block.content());
                } catch (CryptoKeys.InvalidKey invalid) {
                    throw BuiltinException.failure("failed to parse a PEM public key: " + invalid.getMessage());
                }
            }
            default -> throw BuiltinException.failure("failed to extract a Key from the PEM certificate");
        }
    }

    private static List<JsonWebKey> parseSet(String json) {
        try {
            return JsonWebKey.parse(json).stream()
                    .filter(key -> key.algorithm().isEmpty() || JsonWebSignature.ALGORITHMS.contains(key.algorithm()))
                    .toList();
        } catch (CryptoKeys.InvalidKey invalid) {
            throw BuiltinException.failure("failed to parse a JWK key (set): " + invalid.getMessage());
        }
    }

    static List<JsonWebKey> parseJwk(String json) {
        try {
            return JsonWebKey.parse(json);
        } catch (CryptoKeys.InvalidKey invalid) {
            throw BuiltinException.failure("failed to parse JWK: " + invalid.getMessage());
        }
    }

    /// Whether a key verifies the token: the one that the header names if the set contains it, else any key that is
    /// not restricted to another algorithm.
    public static boolean anyVerifies(List<JsonWebKey> keys, JsonWebToken token, String algorithm) {
        byte[] content = token.signedContent();
        byte[] signature = token.signature();
        String id = token.headerText("kid");
        String named = token.headerText("alg");
        for (JsonWebKey key : keys) {
            if (!id.isEmpty() && key.id().equals(id)) {
                return JsonWebSignature.verify(algorithm, key.key(), content, signature);
            }
        }
        return keys.stream()
                .filter(key -> key.algorithm().isEmpty() || key.algorithm().equals(named))
                .anyMatch(key -> JsonWebSignature.verify(algorithm, key.key(), content, signature));
    }
}
