package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.text.IpAddress;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of a subject besides its distinguished name (RFC 5280, section 4.2.1.6).
record AlternativeNames(List<String> dns, List<String> emails, List<String> addresses, List<String> uris) {
    private static final int EMAIL = 0x81;
    private static final int DNS = 0x82;
    private static final int URI = 0x86;
    private static final int IP = 0x87;

    static AlternativeNames of(CertificateExtensions extensions) {
        AlternativeNames names =
                new AlternativeNames(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Der sequence = extensions.find(CertificateExtensions.ALTERNATIVE_NAME);
        for (Der name : sequence == null ? List.<Der>of() : sequence.children()) {
            switch (name.tag()) {
                case EMAIL -> names.emails.add(name.text());
                case DNS -> names.dns.add(name.text());
                case URI -> names.uris.add(name.text());
                case IP -> names.addresses.add(address(name.content()));
                default -> {}
            }
        }
        return names;
    }

    private static String address(byte[] octets) {
        return new IpAddress(new BigInteger(1, octets), octets.length * Byte.SIZE).toString();
    }

    void addTo(ObjectValue.Builder document) {
        document.put("DNSNames", list(dns));
        document.put("EmailAddresses", list(emails));
        document.put("IPAddresses", list(addresses));
        document.put("URIs", urls());
    }

    static Value list(List<String> texts) {
        return texts.isEmpty()
                ? NullValue.NULL
                : ArrayValue.of(texts.stream().map(StringValue::of).toList());
    }

    private Value urls() {
        List<Value> urls = new ArrayList<>();
        for (String text : uris) {
            java.net.URI uri = java.net.URI.create(text);
            urls.add(ObjectValue.builder()
                    .put("Scheme", orEmpty(uri.getScheme()))
                    .put("Host", orEmpty(uri.getAuthority()))
                    .put("Path", orEmpty(uri.getPath()))
                    .build());
        }
        return urls.isEmpty() ? NullValue.NULL : ArrayValue.of(urls);
    }

    private static Value orEmpty(@Nullable String text) {
        return StringValue.of(text == null ? "" : text);
    }
}
