package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;

/// A certificate signing request (PKCS #10) as a document.
final class RequestDocument {
    private static final int SUBJECT = 1;
    private static final int PUBLIC_KEY = 2;

    private RequestDocument() {}

    static Value of(byte[] der) {
        Der request = Der.parse(der);
        List<Der> parts = request.children();
        if (request.tag() != Der.SEQUENCE || parts.size() != 3) {
            throw new Der.Malformed();
        }
        Der info = parts.getFirst();
        PublicKey key = CryptoKeys.publicKey(info.child(PUBLIC_KEY).encoded());
        CertificateExtensions extensions = CertificateExtensions.ofRequest(info);
        ObjectValue.Builder document = ObjectValue.builder()
                .put("Version", NumberValue.of(info.child(0).integer()))
                .put("Subject", NameDocument.of(info.child(SUBJECT)))
                .put("PublicKey", CertificateDocument.publicKey(key))
                .put("PublicKeyAlgorithm", GoAlgorithms.publicKey(key))
                .put("SignatureAlgorithm", GoAlgorithms.signature(parts.get(1)))
                .put("Extensions", extensions.document())
                .put("Raw", base64(request.encoded()))
                .put("RawTBSCertificateRequest", base64(info.encoded()))
                .put("RawSubject", base64(info.child(SUBJECT).encoded()))
                .put("RawSubjectPublicKeyInfo", base64(info.child(PUBLIC_KEY).encoded()))
                .put("Signature", base64(parts.get(2).bits()));
        AlternativeNames.of(extensions).addTo(document);
        return document.build();
    }

    private static Value base64(byte[] bytes) {
        return StringValue.of(Base64.getEncoder().encodeToString(bytes));
    }
}
