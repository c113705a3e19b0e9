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
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A certificate as a document, with the field names of Go's `x509.Certificate`.
final class CertificateDocument {
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

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
        addNames(document, certificate);
        addEncodings(document, certificate);
        document.put("Extensions", extensions(certificate));
        document.put("PublicKey", publicKey(certificate.getPublicKey()));
        return document.build();
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

    private static void addNames(ObjectValue.Builder document, X509Certificate certificate) {
        document.put("DNSNames", names(certificate, DNS));
        document.put("EmailAddresses", names(certificate, EMAIL));
        document.put("IPAddresses", names(certificate, IP));
        document.put("URIStrings", names(certificate, URI));
        document.put("URIs", uris(names(certificate, URI)));
    }

    private static Value uris(Value texts) {
        if (!(texts instanceof ArrayValue array)) {
            return NullValue.NULL;
        }
        List<Value> uris = new ArrayList<>();
        for (Value text : array) {
            java.net.URI uri = java.net.URI.create(((StringValue) text).text());
            uris.add(ObjectValue.builder()
                    .put("Scheme", orEmpty(uri.getScheme()))
                    .put("Host", orEmpty(uri.getAuthority()))
                    .put("Path", orEmpty(uri.getPath()))
                    .build());
        }
        return ArrayValue.of(uris);
    }

    private static Value orEmpty(@Nullable String text) {
        return StringValue.of(text == null ? "" : text);
    }

    static Value names(X509Certificate certificate, int kind) {
        List<Value> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (Integer.valueOf(kind).equals(name.get(0))) {
                    names.add(StringValue.of(String.valueOf(name.get(1))));
                }
            }
        } catch (CertificateParsingException malformed) {
            return NullValue.NULL;
        }
        return names.isEmpty() ? NullValue.NULL : ArrayValue.of(names);
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

    private static Value extensions(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        Set<String> others = certificate.getNonCriticalExtensionOIDs();
        Set<String> all = new TreeSet<>();
        if (critical != null) {
            all.addAll(critical);
        }
        if (others != null) {
            all.addAll(others);
        }
        List<Value> extensions = new ArrayList<>();
        for (String identifier : all) {
            byte[] wrapped = certificate.getExtensionValue(identifier);
            extensions.add(ObjectValue.builder()
                    .put("Id", arcs(identifier))
                    .put("Critical", BooleanValue.of(critical != null && critical.contains(identifier)))
                    .put("Value", base64(Der.parse(wrapped).content()))
                    .build());
        }
        return extensions.isEmpty() ? NullValue.NULL : ArrayValue.of(extensions);
    }

    private static Value arcs(String identifier) {
        List<Long> arcs = new ArrayList<>();
        for (String arc : identifier.split("\\.", -1)) {
            arcs.add(Long.valueOf(arc));
        }
        return NameDocument.identifier(arcs);
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
