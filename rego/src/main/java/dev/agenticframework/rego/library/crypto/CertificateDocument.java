package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certificate as a document, with the field names of Go's `x509.Certificate`.
final class CertificateDocument {
    private static final int KEY_ID = 0x80;

    private CertificateDocument() {}

    static Value of(List<X509Certificate> certificates) {
        List<Value> documents = new ArrayList<>();
        certificates.forEach(certificate -> documents.add(of(certificate)));
        return ArrayValue.of(documents);
    }

    static Value of(X509Certificate certificate) {
        ObjectValue.Builder document = ObjectValue.builder()
                .put("Version", NumberValue.of(certificate.getVersion()))
                .put("SerialNumber", NumberValue.of(certificate.getSerialNumber()))
                .put(
                        "Subject",
                        NameDocument.of(
                                Der.parse(certificate.getSubjectX500Principal().getEncoded())))
                .put(
                        "Issuer",
                        NameDocument.of(
                                Der.parse(certificate.getIssuerX500Principal().getEncoded())))
                .put(
                        "NotBefore",
                        StringValue.of(certificate.getNotBefore().toInstant().toString()))
                .put(
                        "NotAfter",
                        StringValue.of(certificate.getNotAfter().toInstant().toString()))
                .put("KeyUsage", NumberValue.of(keyUsage(certificate)))
                .put("BasicConstraintsValid", BooleanValue.of(certificate.getExtensionValue("2.5.29.19") != null))
                .put("IsCA", BooleanValue.of(certificate.getBasicConstraints() >= 0))
                .put("MaxPathLen", NumberValue.of(maxPathLength(certificate)))
                .put("MaxPathLenZero", BooleanValue.of(certificate.getBasicConstraints() == 0));
        addEncodings(document, certificate);
        addExtensions(document, Der.parse(encoded(certificate)));
        document.put("PublicKey", publicKey(certificate.getPublicKey()));
        document.put("PublicKeyAlgorithm", GoAlgorithms.publicKey(certificate.getPublicKey()));
        return document.build();
    }

    private static void addExtensions(ObjectValue.Builder document, Der certificate) {
        document.put("SignatureAlgorithm", GoAlgorithms.signature(certificate.child(1)));
        CertificateExtensions extensions = CertificateExtensions.ofCertificate(certificate);
        document.put("Extensions", extensions.document());
        AlternativeNames names = AlternativeNames.of(extensions);
        names.addTo(document);
        document.put("URIStrings", AlternativeNames.list(names.uris()));
        GoAlgorithms.addUsages(document, extensions.find(CertificateExtensions.EXTENDED_KEY_USAGE));
        Der own = extensions.find(CertificateExtensions.SUBJECT_KEY_ID);
        document.put("SubjectKeyId", own == null ? NullValue.NULL : base64(own.content()));
        Der issuer = extensions.find(CertificateExtensions.AUTHORITY_KEY_ID);
        document.put("AuthorityKeyId", issuer == null ? NullValue.NULL : keyId(issuer));
    }

    private static Value keyId(Der authority) {
        for (Der part : authority.children()) {
            if (part.tag() == KEY_ID) {
                return base64(part.content());
            }
        }
        return NullValue.NULL;
    }

    private static int maxPathLength(X509Certificate certificate) {
        int length = certificate.getBasicConstraints();
        return length == Integer.MAX_VALUE ? -1 : Math.max(length, -1);
    }

    private static int keyUsage(X509Certificate certificate) {
        boolean[] usages = certificate.getKeyUsage();
        int bits = 0;
        for (int i = 0; usages != null && i < usages.length; i++) {
            bits |= usages[i] ? 1 << i : 0;
        }
        return bits;
    }

    private static void addEncodings(ObjectValue.Builder document, X509Certificate certificate) {
        document.put("Raw", base64(encoded(certificate)));
        document.put("RawSubject", base64(certificate.getSubjectX500Principal().getEncoded()));
        document.put("RawIssuer", base64(certificate.getIssuerX500Principal().getEncoded()));
        document.put(
                "RawSubjectPublicKeyInfo", base64(certificate.getPublicKey().getEncoded()));
        document.put("Signature", base64(certificate.getSignature()));
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException malformed) {
            throw BuiltinException.failure("x509: malformed certificate");
        }
    }

    private static Value base64(byte[] bytes) {
        return StringValue.of(Base64.getEncoder().encodeToString(bytes));
    }

    static Value publicKey(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                ObjectValue.builder()
                        .put("N", NumberValue.of(rsa.getModulus()))
                        .put("E", NumberValue.of(rsa.getPublicExponent()))
                        .build();
            case ECPublicKey ec ->
                ObjectValue.builder()
                        .put("Curve", ObjectValue.EMPTY)
                        .put("X", NumberValue.of(ec.getW().getAffineX()))
                        .put("Y", NumberValue.of(ec.getW().getAffineY()))
                        .build();
            default -> base64(key.getEncoded());
        };
    }
}
