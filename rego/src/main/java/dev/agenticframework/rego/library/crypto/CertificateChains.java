package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/// Verifies certificate chains. The first certificate is the root, the last one the leaf; those between are
/// optional links.
final class CertificateChains {
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private CertificateChains() {}

    /// The requirements of a chain.
    record Options(String dnsName, long nanos, List<ExtendedKeyUsage> usages) {
        static Options parse(ObjectValue options, long nowNanos) {
            String name = "";
            long nanos = nowNanos;
            List<ExtendedKeyUsage> usages = new ArrayList<>();
            for (int i = 0; i < options.size(); i++) {
                Value value = options.valueAt(i);
                switch (JsonWriter.keyText(options.keyAt(i))) {
                    case "DNSName" -> name = dnsName(value);
                    case "CurrentTime" -> nanos = whole("CurrentTime", value);
                    case "MaxConstraintComparisons" -> whole("MaxConstraintComparisons", value);
                    case "KeyUsages" -> addUsages(usages, value);
                    default -> throw BuiltinException.failure("invalid key option");
                }
            }
            return new Options(name, nanos, usages.isEmpty() ? List.of(ExtendedKeyUsage.SERVER_AUTH) : usages);
        }

        private static String dnsName(Value value) {
            if (value instanceof StringValue text) {
                return text.text().replace("\"", "");
            }
            throw BuiltinException.failure("'DNSName' should be a string");
        }

        private static long whole(String option, Value value) {
            if (!(value instanceof NumberValue number)) {
                throw BuiltinException.failure("'" + option + "' should be a number");
            }
            if (!number.isLong()) {
                throw BuiltinException.failure("'" + option + "' should be a valid int64 number");
            }
            return number.longValue();
        }

        private static void addUsages(List<ExtendedKeyUsage> usages, Value value) {
            Iterable<Value> names = switch (value) {
                case ArrayValue array -> array;
                case SetValue set -> set;
                default -> throw BuiltinException.failure("'KeyUsages' should be an Array or Set");
            };
            List<String> invalid = new ArrayList<>();
            for (Value name : names) {
                if (name instanceof StringValue text) {
                    ExtendedKeyUsage usage = ExtendedKeyUsage.labelled(text.text());
                    if (usage == null) {
                        invalid.add(text.text());
                    } else {
                        usages.add(usage);
                    }
                }
            }
            if (!invalid.isEmpty()) {
                throw BuiltinException.failure(
                        "invalid entries for 'KeyUsages' found: [" + String.join(" ", invalid) + "]");
            }
        }
    }

    /// Returns the chain from leaf to root, or an empty list when the leaf is not trusted.
    static List<X509Certificate> verified(List<X509Certificate> certificates, Options options) {
        if (certificates.size() < 2) {
            return List.of();
        }
        X509Certificate root = certificates.getFirst();
        X509Certificate leaf = certificates.getLast();
        List<X509Certificate> chain = chain(leaf, certificates, List.of(leaf), root, options.nanos());
        try {
            return !chain.isEmpty() && allow(chain, options.usages()) && names(leaf, options.dnsName())
                    ? chain
                    : List.of();
        } catch (GeneralSecurityException unreadable) {
            return List.of();
        }
    }

    // Follows signatures upwards from the last certificate of `below`. The result is empty when no path leads to the
    // root.
    private static List<X509Certificate> chain(
            X509Certificate last,
            List<X509Certificate> known,
            List<X509Certificate> below,
            X509Certificate root,
            long nanos) {
        if (!isValidAt(last, nanos)) {
            return List.of();
        }
        if (last.equals(root)) {
            return below;
        }
        for (X509Certificate issuer : known) {
            if (!below.contains(issuer) && issued(issuer, last, below.size() - 1)) {
                List<X509Certificate> longer = new ArrayList<>(below);
                longer.add(issuer);
                List<X509Certificate> whole = chain(issuer, known, longer, root, nanos);
                if (!whole.isEmpty()) {
                    return whole;
                }
            }
        }
        return List.of();
    }

    @SuppressWarnings("JavaUtilDate") // what certificates of the JDK take
    private static boolean isValidAt(X509Certificate certificate, long nanos) {
        try {
            certificate.checkValidity(new Date(nanos / NANOS_A_MILLISECOND));
            return true;
        } catch (GeneralSecurityException outside) {
            return false;
        }
    }

    // Whether an authority, with this many authorities below it, signed the certificate.
    private static boolean issued(X509Certificate issuer, X509Certificate certificate, int between) {
        boolean mayIssue = issuer.getBasicConstraints() >= between || issuer.getVersion() < 3;
        if (!mayIssue || !issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }

    private static boolean allow(List<X509Certificate> chain, List<ExtendedKeyUsage> usages)
            throws GeneralSecurityException {
        if (usages.contains(ExtendedKeyUsage.ANY)) {
            return true;
        }
        List<ExtendedKeyUsage> left = new ArrayList<>(usages);
        for (X509Certificate certificate : chain) {
            List<String> allowed = certificate.getExtendedKeyUsage();
            if (allowed != null && !allowed.contains(ExtendedKeyUsage.ANY.identifier())) {
                left.removeIf(usage -> !allowed.contains(usage.identifier()));
            }
        }
        return !left.isEmpty();
    }

    private static boolean names(X509Certificate leaf, String dnsName) {
        if (dnsName.isEmpty()) {
            return true;
        }
        Der certificate = Der.parse(CertificateDocument.encoded(leaf));
        AlternativeNames names = AlternativeNames.of(CertificateExtensions.ofCertificate(certificate));
        return names.dns().stream().anyMatch(name -> matches(name, dnsName));
    }

    private static boolean matches(String pattern, String name) {
        String host = name.toLowerCase(Locale.ROOT);
        String wanted = pattern.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return (wanted.startsWith("*.") && dot > 0)
                ? wanted.substring(1).equals(host.substring(dot))
                : wanted.equals(host);
    }
}
