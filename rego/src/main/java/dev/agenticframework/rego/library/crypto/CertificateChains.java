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
import java.util.Map;

/// Verification of certificate chains: the first certificate is the root, the last the leaf, those between may be used.
final class CertificateChains {
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final long NANOS_A_MILLISECOND = 1_000_000;
    private static final int DNS_NAME = 2;

    private static final Map<String, String> USAGES = Map.ofEntries(
            Map.entry("KeyUsageAny", ANY_USAGE),
            Map.entry("KeyUsageServerAuth", SERVER),
            Map.entry("KeyUsageClientAuth", "1.3.6.1.5.5.7.3.2"),
            Map.entry("KeyUsageCodeSigning", "1.3.6.1.5.5.7.3.3"),
            Map.entry("KeyUsageEmailProtection", "1.3.6.1.5.5.7.3.4"),
            Map.entry("KeyUsageIPSECEndSystem", "1.3.6.1.5.5.7.3.5"),
            Map.entry("KeyUsageIPSECTunnel", "1.3.6.1.5.5.7.3.6"),
            Map.entry("KeyUsageIPSECUser", "1.3.6.1.5.5.7.3.7"),
            Map.entry("KeyUsageTimeStamping", "1.3.6.1.5.5.7.3.8"),
            Map.entry("KeyUsageOCSPSigning", "1.3.6.1.5.5.7.3.9"),
            Map.entry("KeyUsageMicrosoftServerGatedCrypto", "1.3.6.1.4.1.311.10.3.3"),
            Map.entry("KeyUsageNetscapeServerGatedCrypto", "2.16.840.1.113730.4.1"),
            Map.entry("KeyUsageMicrosoftCommercialCodeSigning", "1.3.6.1.4.1.311.2.1.22"),
            Map.entry("KeyUsageMicrosoftKernelCodeSigning", "1.3.6.1.4.1.311.61.1.1"));

    private CertificateChains() {}

    /// What a chain is held to.
    record Options(String dnsName, long nanos, List<String> usages) {
        static Options parse(ObjectValue options, long nowNanos) {
            String name = "";
            long nanos = nowNanos;
            List<String> usages = new ArrayList<>();
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
            return new Options(name, nanos, usages.isEmpty() ? List.of(SERVER) : usages);
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

        private static void addUsages(List<String> usages, Value value) {
            Iterable<Value> names = switch (value) {
                case ArrayValue array -> array;
                case SetValue set -> set;
                default -> throw BuiltinException.failure("'KeyUsages' should be an Array or Set");
            };
            List<String> invalid = new ArrayList<>();
            for (Value name : names) {
                if (name instanceof StringValue text) {
                    String usage = USAGES.get(text.text());
                    (usage == null ? invalid : usages).add(usage == null ? text.text() : usage);
                }
            }
            if (!invalid.isEmpty()) {
                throw BuiltinException.failure(
                        "invalid entries for 'KeyUsages' found: [" + String.join(" ", invalid) + "]");
            }
        }
    }

    /// The chain from leaf to root, or nothing when the leaf cannot be trusted.
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

    // Follows signatures upwards from the last certificate of `below`; nothing when no way leads to the root.
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

    // Whether an authority that may have so many authorities below it signed the certificate.
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

    private static boolean allow(List<X509Certificate> chain, List<String> usages) throws GeneralSecurityException {
        if (usages.contains(ANY_USAGE)) {
            return true;
        }
        List<String> left = new ArrayList<>(usages);
        for (X509Certificate certificate : chain) {
            List<String> allowed = certificate.getExtendedKeyUsage();
            if (allowed != null && !allowed.contains(ANY_USAGE)) {
                left.retainAll(allowed);
            }
        }
        return !left.isEmpty();
    }

    private static boolean names(X509Certificate leaf, String dnsName) {
        if (dnsName.isEmpty()) {
            return true;
        }
        return CertificateDocument.names(leaf, DNS_NAME) instanceof ArrayValue names
                && names.toList().stream().anyMatch(name -> matches(((StringValue) name).text(), dnsName));
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
