package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A key with the properties of its JSON Web Key (RFC 7517). Missing properties are empty.
public record JsonWebKey(Key key, String algorithm, String id) {
    private static final HexFormat HEX = HexFormat.of();
    // The DER encoding of Ed25519 keys up to the key itself (RFC 8410).
    private static final byte[] ED25519_PUBLIC = HEX.parseHex("302a300506032b6570032100");
    private static final byte[] ED25519_PRIVATE = HEX.parseHex("302e020100300506032b657004220420");

    /// Reads the keys of a JWK or a JWK set.
    static List<JsonWebKey> parse(String json) {
        Value parsed;
        try {
            parsed = JsonText.parse(json);
        } catch (JsonText.InvalidJson invalid) {
            throw new CryptoKeys.InvalidKey("failed to unmarshal JWK set: " + invalid.getMessage());
        }
        if (!(parsed instanceof ObjectValue object)) {
            throw new CryptoKeys.InvalidKey("failed to unmarshal JWK set: not an object");
        }
        List<JsonWebKey> keys = new ArrayList<>();
        if (object.get("keys") instanceof ArrayValue set) {
            set.forEach(key -> keys.add(of((ObjectValue) key)));
        } else {
            keys.add(of(object));
        }
        return keys;
    }

    private static JsonWebKey of(ObjectValue jwk) {
        String type = text(jwk, "kty");
        Key key = switch (type) {
            case "RSA" -> jwk.get("d") == null ? rsaPublic(jwk) : rsaPrivate(jwk);
            case "EC" -> ec(jwk);
            case "oct" -> new SecretKeySpec(atLeastOneByte(bytes(jwk, "k")), "RAW");
            case "OKP" -> okp(jwk);
            default -> throw new CryptoKeys.InvalidKey("invalid key type from JSON (" + type + ")");
        };
        return new JsonWebKey(key, text(jwk, "alg"), text(jwk, "kid"));
    }

    private static byte[] atLeastOneByte(byte[] bytes) {
        return bytes.length == 0 ? new byte[1] : bytes;
    }

    private static PublicKey rsaPublic(ObjectValue jwk) {
        return CryptoKeys.rsaPublic(number(jwk, "n"), number(jwk, "e"));
    }

    private static PrivateKey rsaPrivate(ObjectValue jwk) {
        BigInteger d = number(jwk, "d");
        BigInteger p = number(jwk, "p");
        BigInteger q = number(jwk, "q");
        BigInteger dp = jwk.get("dp") == null ? d.mod(p.subtract(BigInteger.ONE)) : number(jwk, "dp");
        BigInteger dq = jwk.get("dq") == null ? d.mod(q.subtract(BigInteger.ONE)) : number(jwk, "dq");
        BigInteger qi = jwk.get("qi") == null ? q.modInverse(p) : number(jwk, "qi");
        return CryptoKeys.rsaPrivate(new RSAPrivateCrtKeySpec(number(jwk, "n"), number(jwk, "e"), d, p, q, dp, dq, qi));
    }

    private static Key ec(ObjectValue jwk) {
        String curve = text(jwk, "crv");
        return jwk.get("d") == null
                ? CryptoKeys.ecPublic(curve, number(jwk, "x"), number(jwk, "y"))
                : CryptoKeys.ecPrivate(curve, number(jwk, "d"));
    }

    private static Key okp(ObjectValue jwk) {
        return jwk.get("d") == null
                ? CryptoKeys.publicKey(joined(ED25519_PUBLIC, bytes(jwk, "x")))
                : CryptoKeys.pkcs8(joined(ED25519_PRIVATE, bytes(jwk, "d")));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String text(ObjectValue jwk, String name) {
        return jwk.get(name) instanceof StringValue text ? text.text() : "";
    }

    private static BigInteger number(ObjectValue jwk, String name) {
        return new BigInteger(1, bytes(jwk, name));
    }

    private static byte[] bytes(ObjectValue jwk, String name) {
        if (!(jwk.get(name) instanceof StringValue text)) {
            throw new CryptoKeys.InvalidKey("required field " + name + " is missing");
        }
        try {
            return Base64.getUrlDecoder().decode(text.text());
        } catch (IllegalArgumentException invalid) {
            throw new CryptoKeys.InvalidKey("field " + name + " is no base64url");
        }
    }

    /// Writes a private key as a JWK.
    static ObjectValue write(Key key, CryptoKeys.@Nullable EcKeyPair pair) {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return ObjectValue.builder()
                    .put("kty", StringValue.of("RSA"))
                    .put("n", encoded(rsa.getModulus(), 0))
                    .put("e", encoded(rsa.getPublicExponent(), 0))
                    .put("d", encoded(rsa.getPrivateExponent(), 0))
                    .put("p", encoded(rsa.getPrimeP(), 0))
                    .put("q", encoded(rsa.getPrimeQ(), 0))
                    .put("dp", encoded(rsa.getPrimeExponentP(), 0))
                    .put("dq", encoded(rsa.getPrimeExponentQ(), 0))
                    .put("qi", encoded(rsa.getCrtCoefficient(), 0))
                    .build();
        }
        if (pair == null) {
            throw BuiltinException.failure("key of algorithm " + key.getAlgorithm() + " has no JWK here");
        }
        int size = (pair.key().getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return ObjectValue.builder()
                .put("kty", StringValue.of("EC"))
                .put("crv", StringValue.of(CryptoKeys.curveOf(pair.key().getParams())))
                .put("x", encoded(pair.point().getAffineX(), size))
                .put("y", encoded(pair.point().getAffineY(), size))
                .put("d", encoded(pair.key().getS(), size))
                .build();
    }

    private static Value encoded(BigInteger number, int size) {
        byte[] signed = number.toByteArray();
        int skipped = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[Math.max(size, signed.length - skipped)];
        System.arraycopy(signed, skipped, bytes, bytes.length - (signed.length - skipped), signed.length - skipped);
        return StringValue.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
