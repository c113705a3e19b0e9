package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.library.encoding.EncodingBuiltins;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// `crypto.x509.*` and `crypto.parse_private_keys`: certificates and keys as documents.
public final class X509Builtins {
    private static final String PEM_START = "-----BEGIN";

    private X509Builtins() {}

    public static void register(BuiltinTable table) {
        table.function(
                "crypto.x509.parse_certificates",
                (_, operands) -> CertificateDocument.of(certificates(Operands.string(operands, 0))));
        table.function(
                "crypto.x509.parse_and_verify_certificates",
                (context, operands) -> verify(context, Operands.string(operands, 0), ObjectValue.EMPTY));
        table.function(
                "crypto.x509.parse_and_verify_certificates_with_options",
                (context, operands) -> verify(context, Operands.string(operands, 0), Operands.object(operands, 1)));
        table.function(
                "crypto.x509.parse_certificate_request", (_, operands) -> parseRequest(Operands.string(operands, 0)));
        table.function("crypto.x509.parse_keypair", (_, operands) -> parseKeyPair(operands));
        table.function(
                "crypto.x509.parse_rsa_private_key",
                (_, operands) -> PrivateKeys.firstAsJwk(Operands.string(operands, 0)));
        table.function(
                "crypto.parse_private_keys", (_, operands) -> PrivateKeys.parseAll(Operands.string(operands, 0)));
    }

    static List<X509Certificate> certificates(String text) {
        if (text.startsWith(PEM_START)) {
            return fromPem(text);
        }
        byte[] decoded = EncodingBuiltins.decodeBase64(text);
        String perhapsPem = new String(decoded, StandardCharsets.UTF_8);
        return perhapsPem.startsWith(PEM_START) ? fromPem(perhapsPem) : fromDer(decoded);
    }

    private static List<X509Certificate> fromPem(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem.Block block : Pem.parse(text)) {
            if (!block.type().equals("CERTIFICATE")) {
                throw BuiltinException.failure("PEM block type is '" + block.type() + "', expected CERTIFICATE");
            }
            certificates.addAll(fromDer(block.content()));
        }
        return certificates;
    }

    private static List<X509Certificate> fromDer(byte[] der) {
        try {
            return Der.parseAll(der).stream()
                    .map(element -> CryptoKeys.certificate(element.encoded()))
                    .toList();
        } catch (Der.Malformed | CryptoKeys.InvalidKey malformed) {
            throw BuiltinException.failure("x509: malformed certificate");
        }
    }

    private static Value verify(BuiltinContext context, String text, ObjectValue options) {
        List<X509Certificate> given;
        try {
            given = certificates(text);
        } catch (BuiltinException malformed) {
            return ArrayValue.of(BooleanValue.FALSE, ArrayValue.EMPTY);
        }
        CertificateChains.Options parsed = CertificateChains.Options.parse(options, context.nowNanos());
        List<X509Certificate> chain;
        try {
            chain = CertificateChains.verified(given, parsed);
        } catch (BuiltinException unverified) {
            chain = List.of();
        }
        return ArrayValue.of(BooleanValue.of(!chain.isEmpty()), CertificateDocument.of(chain));
    }

    private static Value parseRequest(String text) {
        byte[] der;
        if (text.startsWith("-----BEGIN CERTIFICATE REQUEST-----")) {
            der = firstBlock(text).content();
        } else {
            der = EncodingBuiltins.decodeBase64(text);
            String perhapsPem = new String(der, StandardCharsets.UTF_8);
            if (perhapsPem.startsWith(PEM_START)) {
                Pem.Block block = firstBlock(perhapsPem);
                if (!block.type().equals("CERTIFICATE REQUEST")) {
                    throw BuiltinException.failure("invalid PEM-encoded certificate signing request");
                }
                der = block.content();
            }
        }
        try {
            return RequestDocument.of(der);
        } catch (Der.Malformed malformed) {
            throw BuiltinException.failure(String.valueOf(malformed.getMessage()));
        }
    }

    private static Pem.Block firstBlock(String text) {
        List<Pem.Block> blocks = Pem.parse(text);
        if (blocks.isEmpty()) {
            throw BuiltinException.failure("asn1: structure error: no PEM block");
        }
        return blocks.getFirst();
    }

    private static Value parseKeyPair(Value[] operands) {
        String certificate = Operands.string(operands, 0);
        if (!(operands[1] instanceof StringValue secret)) {
            // The position is the one that the reference reports.
            throw Operands.wrongType(0, operands[1], "string");
        }
        if (!secret.text().startsWith(PEM_START)) {
            EncodingBuiltins.decodeBase64(secret.text());
        }
        List<X509Certificate> certificates = certificates(unwrapped(certificate));
        PrivateKey key = PrivateKeys.single(secret.text());
        if (certificates.isEmpty()) {
            throw BuiltinException.failure("tls: failed to find any PEM data in certificate input");
        }
        if (!PrivateKeys.belongTogether(key, certificates.getFirst().getPublicKey())) {
            throw BuiltinException.failure("tls: private key does not match public key");
        }
        List<Value> encoded = new ArrayList<>();
        for (X509Certificate each : certificates) {
            encoded.add(StringValue.of(Base64.getEncoder().encodeToString(CertificateDocument.encoded(each))));
        }
        return ObjectValue.builder()
                .put("Certificate", ArrayValue.of(encoded))
                .put("Leaf", CertificateDocument.of(certificates.getFirst()))
                .put("OCSPStaple", NullValue.NULL)
                .put("PrivateKey", PrivateKeys.document(key))
                .put("SignedCertificateTimestamps", NullValue.NULL)
                .put("SupportedSignatureAlgorithms", NullValue.NULL)
                .build();
    }

    private static String unwrapped(String text) {
        if (text.startsWith(PEM_START)) {
            return text;
        }
        String decoded = new String(EncodingBuiltins.decodeBase64(text), StandardCharsets.UTF_8);
        return decoded.startsWith(PEM_START) ? decoded : text;
    }
}
