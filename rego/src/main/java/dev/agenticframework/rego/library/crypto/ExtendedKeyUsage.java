package dev.agenticframework.rego.library.crypto;

import org.jspecify.annotations.Nullable;

/// The purpose of a certificate (RFC 5280, section 4.2.1.12).
enum ExtendedKeyUsage {
    ANY(0, "KeyUsageAny", "2.5.29.37.0"),
    SERVER_AUTH(1, "KeyUsageServerAuth", "1.3.6.1.5.5.7.3.1"),
    CLIENT_AUTH(2, "KeyUsageClientAuth", "1.3.6.1.5.5.7.3.2"),
    CODE_SIGNING(3, "KeyUsageCodeSigning", "1.3.6.1.5.5.7.3.3"),
    EMAIL_PROTECTION(4, "KeyUsageEmailProtection", "1.3.6.1.5.5.7.3.4"),
    IPSEC_END_SYSTEM(5, "KeyUsageIPSECEndSystem", "1.3.6.1.5.5.7.3.5"),
    IPSEC_TUNNEL(6, "KeyUsageIPSECTunnel", "1.3.6.1.5.5.7.3.6"),
    IPSEC_USER(7, "KeyUsageIPSECUser", "1.3.6.1.5.5.7.3.7"),
    TIME_STAMPING(8, "KeyUsageTimeStamping", "1.3.6.1.5.5.7.3.8"),
    OCSP_SIGNING(9, "KeyUsageOCSPSigning", "1.3.6.1.5.5.7.3.9"),
    MICROSOFT_SERVER_GATED(10, "KeyUsageMicrosoftServerGatedCrypto", "1.3.6.1.4.1.311.10.3.3"),
    NETSCAPE_SERVER_GATED(11, "KeyUsageNetscapeServerGatedCrypto", "2.16.840.1.113730.4.1"),
    MICROSOFT_COMMERCIAL_CODE_SIGNING(12, "KeyUsageMicrosoftCommercialCodeSigning", "1.3.6.1.4.1.311.2.1.22"),
    MICROSOFT_KERNEL_CODE_SIGNING(13, "KeyUsageMicrosoftKernelCodeSigning", "1.3.6.1.4.1.311.61.1.1");

    private final int number;
    private final String label;
    private final String identifier;

    ExtendedKeyUsage(int number, String label, String identifier) {
        this.number = number;
        this.label = label;
        this.identifier = identifier;
    }

    /// The number of Go's `x509.ExtKeyUsage`.
    int number() {
        return number;
    }

    /// Returns the object identifier, as numbers with dots.
    String identifier() {
        return identifier;
    }

    /// Finds a usage by its label in policies, null when there is none.
    static @Nullable ExtendedKeyUsage labelled(String label) {
        for (ExtendedKeyUsage usage : values()) {
            if (usage.label.equals(label)) {
                return usage;
            }
        }
        return null;
    }

    /// Finds a usage by its object identifier, null when there is none.
    static @Nullable ExtendedKeyUsage identified(String identifier) {
        for (ExtendedKeyUsage usage : values()) {
            if (usage.identifier.equals(identifier)) {
                return usage;
            }
        }
        return null;
    }
}
