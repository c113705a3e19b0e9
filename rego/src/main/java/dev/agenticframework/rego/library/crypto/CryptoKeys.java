package dev.agenticframework.rego.library.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/// Keys from DER and from numbers.
final class CryptoKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private CryptoKeys() {}

    /// The key is malformed, or the JDK does not support it.
    static final class InvalidKey extends RuntimeException {
        InvalidKey(String message) {
            super(message);
        }
    }

    /// A private EC key with its public point, which is not part of the key.
    record EcKeyPair(ECPrivateKey key, ECPoint point) {}

    static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException malformed) {
            throw new InvalidKey("x509: malformed certificate");
        }
    }

    static PublicKey publicKey(byte[] subjectPublicKeyInfo) {
        return firstKnown(
                "x509: unknown public key algorithm",
                factory -> factory.generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
    }

    static PrivateKey pkcs8(byte[] der) {
        return firstKnown(
                "x509: failed to parse private key", factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
    }

    private interface KeyReader<T extends Key> {
        T read(KeyFactory factory) throws GeneralSecurityException;
    }

    private static <T extends Key> T firstKnown(String problem, KeyReader<T> reader) {
        InvalidKey failure = new InvalidKey(problem);
        for (String algorithm : ALGORITHMS) {
            try {
                return reader.read(KeyFactory.getInstance(algorithm));
            } catch (GeneralSecurityException otherAlgorithm) {
                failure.addSuppressed(otherAlgorithm);
            }
        }
        throw failure;
    }

    static RSAPrivateCrtKeySpec pkcs1(byte[] der) {
        try {
            List<Der> parts = Der.parse(der).children();
            BigInteger[] numbers = parts.stream().map(Der::integer).toArray(BigInteger[]::new);
            return new RSAPrivateCrtKeySpec(
                    numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8]);
        } catch (Der.Malformed | ArrayIndexOutOfBoundsException malformed) {
            throw new InvalidKey("x509: failed to parse private key");
        }
    }

    /// Reads the private key of a SEC 1 structure.
    ///
    /// @param curve the curve to use when the structure does not name one
    static EcKeyPair sec1(byte[] der, String curve) {
        String named = curve;
        ECPoint point = ECPoint.POINT_INFINITY;
        List<Der> parts = Der.parse(der).children();
        for (Der part : parts) {
            if (part.tag() == 0xa0) {
                named = curveOf(part.child(0).arcs());
            } else if (part.tag() == 0xa1) {
                point = point(part.child(0).bits());
            }
        }
        PrivateKey key = ecPrivate(named, new BigInteger(1, parts.get(1).content()));
        return new EcKeyPair((ECPrivateKey) key, point);
    }

    private static ECPoint point(byte[] uncompressed) {
        int half = (uncompressed.length - 1) / 2;
        return new ECPoint(new BigInteger(1, uncompressed, 1, half), new BigInteger(1, uncompressed, 1 + half, half));
    }

    static String curveOf(List<Long> identifier) {
        return switch (identifier.toString()) {
            case "[1, 2, 840, 10045, 3, 1, 7]" -> "P-256";
            case "[1, 3, 132, 0, 34]" -> "P-384";
            case "[1, 3, 132, 0, 35]" -> "P-521";
            default -> throw new InvalidKey("x509: unknown elliptic curve");
        };
    }

    static String curveOf(ECParameterSpec parameters) {
        return switch (parameters.getCurve().getField().getFieldSize()) {
            case 256 -> "P-256";
            case 384 -> "P-384";
            default -> "P-521";
        };
    }

    private static ECParameterSpec parameters(String curve) throws GeneralSecurityException {
        String standardName = switch (curve) {
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default -> throw new InvalidKey("unknown elliptic curve " + curve);
        };
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(standardName));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    static PrivateKey ecPrivate(String curve, BigInteger secret) {
        return make(
                () -> KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, parameters(curve))));
    }

    static PublicKey ecPublic(String curve, BigInteger x, BigInteger y) {
        return make(() ->
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters(curve))));
    }

    static PublicKey rsaPublic(BigInteger modulus, BigInteger exponent) {
        return make(() -> KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    }

    static PrivateKey rsaPrivate(RSAPrivateCrtKeySpec numbers) {
        return make(() -> KeyFactory.getInstance("RSA").generatePrivate(numbers));
    }

    interface KeyMaker<T extends Key> {
        T make() throws GeneralSecurityException;
    }

    private static <T extends Key> T make(KeyMaker<T> maker) {
        try {
            return maker.make();
        } catch (GeneralSecurityException invalid) {
            throw new InvalidKey("invalid key: " + invalid.getMessage());
        }
    }
}
