package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.encoding.EncodingBuiltins;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads private keys in PEM, and returns them as documents and as JSON Web Keys.
final class PrivateKeys {
    private static final int PKCS8_KEY = 2;

    private PrivateKeys() {}

    private record Parsed(PrivateKey key, CryptoKeys.@Nullable EcKeyPair pair) {}

    static Value parseAll(String text) {
        if (text.isEmpty()) {
            return NullValue.NULL;
        }
        List<Value> documents = new ArrayList<>();
        for (Parsed parsed : keys(text)) {
            documents.add(document(parsed));
        }
        return ArrayValue.of(documents);
    }

    static Value firstAsJwk(String text) {
        if (text.isEmpty()) {
            throw BuiltinException.failure("input PEM data was empty");
        }
        if (!text.startsWith("-----BEGIN")) {
            EncodingBuiltins.decodeBase64(text);
        }
        List<Parsed> keys = keys(text);
        return keys.isEmpty()
                ? NullValue.NULL
                : JsonWebKey.write(keys.getFirst().key(), keys.getFirst().pair());
    }

    static PrivateKey single(String text) {
        List<Parsed> keys = keys(text);
        if (keys.isEmpty()) {
            throw BuiltinException.failure("tls: failed to find any PEM data in key input");
        }
        return keys.getFirst().key();
    }

    private static List<Parsed> keys(String text) {
        String pem = text;
        try {
            pem = new String(EncodingBuiltins.decodeBase64(text), StandardCharsets.UTF_8);
        } catch (BuiltinException plain) {
            pem = text;
        }
        List<Parsed> keys = new ArrayList<>();
        for (Pem.Block block : Pem.parse(pem)) {
            Parsed key = key(block);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static @Nullable Parsed key(Pem.Block block) {
        try {
            return switch (block.type()) {
                case "RSA PRIVATE KEY" -> new Parsed(CryptoKeys.rsaPrivate(CryptoKeys.pkcs1(block.content())), null);
                case "EC PRIVATE KEY" -> ofPair(CryptoKeys.sec1(block.content(), ""));
                case "PRIVATE KEY" -> pkcs8(block.content());
                default -> null;
            };
        } catch (CryptoKeys.InvalidKey | Der.Malformed malformed) {
            throw BuiltinException.failure(String.valueOf(malformed.getMessage()));
        }
    }

    private static Parsed ofPair(CryptoKeys.EcKeyPair pair) {
        return new Parsed(pair.key(), pair);
    }

    private static Parsed pkcs8(byte[] der) {
        PrivateKey key = CryptoKeys.pkcs8(der);
        if (key instanceof ECPrivateKey ec) {
            byte[] inner = Der.parse(der).child(PKCS8_KEY).content();
            return ofPair(CryptoKeys.sec1(inner, CryptoKeys.curveOf(ec.getParams())));
        }
        return new Parsed(key, null);
    }

    static Value document(PrivateKey key) {
        return document(new Parsed(key, null));
    }

    private static Value document(Parsed parsed) {
        if (parsed.key() instanceof RSAPrivateCrtKey rsa) {
            return rsaDocument(rsa);
        }
        if (parsed.key() instanceof ECPrivateKey ec) {
            CryptoKeys.EcKeyPair pair = parsed.pair();
            ECPoint point = pair == null ? ECPoint.POINT_INFINITY : pair.point();
            return ObjectValue.builder()
                    .put("Curve", ObjectValue.EMPTY)
                    .put("D", NumberValue.of(ec.getS()))
                    .put("X", coordinate(point.getAffineX()))
                    .put("Y", coordinate(point.getAffineY()))
                    .build();
        }
        return StringValue.of(Base64.getEncoder().encodeToString(parsed.key().getEncoded()));
    }

    private static Value coordinate(@Nullable BigInteger number) {
        return number == null ? NullValue.NULL : NumberValue.of(number);
    }

    private static Value rsaDocument(RSAPrivateCrtKey rsa) {
        return ObjectValue.builder()
                .put("N", NumberValue.of(rsa.getModulus()))
                .put("E", NumberValue.of(rsa.getPublicExponent()))
                .put("D", NumberValue.of(rsa.getPrivateExponent()))
                .put("Primes", ArrayValue.of(NumberValue.of(rsa.getPrimeP()), NumberValue.of(rsa.getPrimeQ())))
                .put(
                        "Precomputed",
                        ObjectValue.builder()
                                .put("CRTValues", ArrayValue.EMPTY)
                                .put("Dp", NumberValue.of(rsa.getPrimeExponentP()))
                                .put("Dq", NumberValue.of(rsa.getPrimeExponentQ()))
                                .put("Qinv", NumberValue.of(rsa.getCrtCoefficient()))
                                .build())
                .build();
    }

    /// Whether the two keys form a pair.
    static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }
}
