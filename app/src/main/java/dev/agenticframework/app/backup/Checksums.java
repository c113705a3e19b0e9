package dev.agenticframework.app.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The checksums of the files of an archive, in the order of the archive.
final class Checksums {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Adds a file.
    ///
    /// @param digest of its content; of the target, for a link
    void add(MessageDigest digest, long size, String path) {
        var line = HexFormat.of().formatHex(digest.digest()) + " " + size + " "
                + path.replace("\\", "\\\\").replace("\n", "\\n") + "\n";
        lines.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return lines.toByteArray();
    }

    /// Whether a stream has exactly these checksums.
    boolean equal(InputStream others, long size) throws IOException {
        return size == lines.size() && Arrays.equals(others.readNBytes(lines.size()), lines.toByteArray());
    }
}
