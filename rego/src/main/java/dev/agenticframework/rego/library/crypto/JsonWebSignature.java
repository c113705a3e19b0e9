package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Set;

/// The signature algorithms of JSON Web Tokens (RFC 7518, RFC 8037).
public final class JsonWebSignature {
    public static final Set<String> ALGORITHMS = Set.of(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512",
            "EdDSA");

    private JsonWebSignature() {}

    /// Whether the key signed the content. False also for a key of another kind.
    static boolean verify(String algorithm, Key key, byte[] content, byte[] signature) {
        try {
            if (algorithm.startsWith("HS")) {
                return !(key instanceof PublicKey)
                        && !(key instanceof PrivateKey)
                        && MessageDigest.isEqual(mac(algorithm, key.getEncoded(), content), signature);
            }
            if (!(key instanceof PublicKey publicKey) || !fits(algorithm, key)) {
                return false;
            }
            Signature verifier = signature(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    static byte[] sign(String algorithm, Key key, byte[] content) {
        if (algorithm.startsWith("HS")) {
            return mac(algorithm, key.getEncoded(), content);
        }
        if (!(key instanceof PrivateKey privateKey) || !fits(algorithm, key)) {
            throw BuiltinException.failure("key of algorithm " + key.getAlgorithm() + " cannot sign " + algorithm);
        }
        try {
            Signature signer = signature(algorithm);
            signer.initSign(privateKey);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException unfit) {
            throw BuiltinException.failure("failed to sign: " + unfit.getMessage());
        }
    }

    static byte[] mac(String algorithm, byte[] secret, byte[] content) {
        return DigestBuiltins.mac("HmacSHA" + bits(algorithm), secret, content);
    }

    private static String bits(String algorithm) {
        return algorithm.substring(algorithm.length() - 3);
    }

    private static boolean fits(String algorithm, Key key) {
        String expected = algorithm.startsWith("ES") ? "EC" : algorithm.equals("EdDSA") ? "Ed" : "RSA";
        return key.getAlgorithm().startsWith(expected);
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        if (algorithm.equals("EdDSA")) {
            return Signature.getInstance("Ed25519");
        }
        String bits = bits(algorithm);
        if (algorithm.startsWith("RS")) {
            return Signature.getInstance("SHA" + bits + "withRSA");
        }
        if (algorithm.startsWith("ES")) {
            return Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
        }
        Signature pss = Signature.getInstance("RSASSA-PSS");
        String digest = "SHA-" + bits;
        int saltBytes = Integer.parseInt(bits) / Byte.SIZE;
        pss.setParameter(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), saltBytes, 1));
        return pss;
    }
}
