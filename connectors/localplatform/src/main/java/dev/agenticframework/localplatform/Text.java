package dev.agenticframework.localplatform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Prepares text for messages, and computes digests.
final class Text {

    private static final int MAX_SHOWN = 60;

    private Text() {}

    /// Foreign text for a message: shortened, and without control characters, which could disturb a terminal.
    static String shown(String foreign) {
        var start = foreign.length() > MAX_SHOWN ? foreign.substring(0, MAX_SHOWN) + "..." : foreign;
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
