package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The extensions of a certificate or of a signing request (RFC 5280, section 4.1), in the order encoded.
final class CertificateExtensions {
    static final String SUBJECT_KEY_ID = "2.5.29.14";
    static final String ALTERNATIVE_NAME = "2.5.29.17";
    static final String AUTHORITY_KEY_ID = "2.5.29.35";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final CertificateExtensions NONE = new CertificateExtensions(List.of());

    private static final int EXTENSIONS_OF_CERTIFICATE = 0xa3;
    private static final int ATTRIBUTES_OF_REQUEST = 0xa0;
    private static final int BOOLEAN = 1;

    /// The attribute of a request that contains the requested extensions.
    private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

    private record Extension(Der id, boolean critical, Der value) {}

    private final List<Extension> extensions;

    private CertificateExtensions(List<Extension> extensions) {
        this.extensions = extensions;
    }

    /// The extensions of a certificate.
    ///
    /// @param certificate the whole certificate
    static CertificateExtensions ofCertificate(Der certificate) {
        for (Der part : certificate.child(0).children()) {
            if (part.tag() == EXTENSIONS_OF_CERTIFICATE) {
                return of(part.child(0));
            }
        }
        return NONE;
    }

    /// The extensions that a request asks for.
    ///
    /// @param info the signed part of the request
    static CertificateExtensions ofRequest(Der info) {
        for (Der part : info.children()) {
            if (part.tag() == ATTRIBUTES_OF_REQUEST) {
                for (Der attribute : part.children()) {
                    if (attribute.child(0).identifier().equals(EXTENSION_REQUEST)) {
                        return of(attribute.child(1).child(0));
                    }
                }
            }
        }
        return NONE;
    }

    private static CertificateExtensions of(Der sequence) {
        List<Extension> extensions = new ArrayList<>();
        for (Der each : sequence.children()) {
            List<Der> parts = each.children();
            boolean critical = parts.size() > 2
                    && parts.get(1).tag() == BOOLEAN
                    && parts.get(1).content()[0] != 0;
            extensions.add(new Extension(parts.getFirst(), critical, parts.getLast()));
        }
        return new CertificateExtensions(extensions);
    }

    /// Returns the content of an extension, null when it is absent.
    @Nullable
    Der find(String id) {
        for (Extension extension : extensions) {
            if (extension.id().identifier().equals(id)) {
                return Der.parse(extension.value().content());
            }
        }
        return null;
    }

    Value document() {
        List<Value> documents = new ArrayList<>();
        for (Extension extension : extensions) {
            documents.add(ObjectValue.builder()
                    .put("Id", NameDocument.identifier(extension.id().arcs()))
                    .put("Critical", BooleanValue.of(extension.critical()))
                    .put(
                            "Value",
                            StringValue.of(Base64.getEncoder()
                                    .encodeToString(extension.value().content())))
                    .build());
        }
        return documents.isEmpty() ? NullValue.NULL : ArrayValue.of(documents);
    }
}
