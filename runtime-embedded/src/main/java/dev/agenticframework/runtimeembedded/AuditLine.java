package dev.agenticframework.runtimeembedded;

import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditLog.Recorded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One line of the audit log: an entry as a JSON object, chained to the line before it. Its last member, `hash`, is the
/// SHA-256 of the same object without that member.
///
/// @param sequence counted from 1
/// @param previous the hash of the line before it; 64 zeros in the first one
record AuditLine(long sequence, Instant at, String previous, AuditEntry entry) {
    static final String NO_PREVIOUS = "0".repeat(64);

    private static final Pattern HASHED = Pattern.compile("(.*),\"hash\":\"([0-9a-f]{64})\"}");
    private static final JsonMapper JSON = JsonMapper.shared();

    /// A line as it is written.
    ///
    /// @param hash the hash that it states
    /// @param intact whether that is its hash
    record Written(AuditLine line, String hash, boolean intact) {}

    /// Reads a line; empty when the text is none.
    static Optional<Written> read(String text) {
        var parts = HASHED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String content = parts.group(1) + "}";
        try {
            return Optional.of(new Written(
                    JSON.readValue(content, AuditLine.class),
                    parts.group(2),
                    hash(content).equals(parts.group(2))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Adds the line to a text, with its line break.
    ///
    /// @return its hash
    String appendTo(StringBuilder text) {
        String content = JSON.writeValueAsString(this);
        String hash = hash(content);
        text.append(content, 0, content.length() - 1)
                .append(",\"hash\":\"")
                .append(hash)
                .append("\"}\n");
        return hash;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    Recorded recorded() {
        return new Recorded(sequence, at, entry);
    }
}
