package dev.agenticframework.agentapi.waivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/// A request of a repository to accept the findings of a rule until the end of a day.
///
/// @param repository the repository that asks
/// @param service the service to which it belongs
/// @param rule the id of the rule
/// @param paths patterns of the files in which findings are accepted; all files when empty
/// @param statement the reason
/// @param expires the last day, in UTC
public record Waiver(
        String repository, String service, String rule, List<String> paths, String statement, LocalDate expires) {

    private static final int ID_CHARS = 16;

    public Waiver {
        paths = List.copyOf(paths);
    }

    /// Identifies this waiver: any other content has another id. 16 hexadecimal digits.
    public String id() {
        var parts = new StringBuilder();
        for (var part : List.of(repository, service, rule, statement, expires.toString())) {
            parts.append(part.length()).append(':').append(part);
        }
        paths.forEach(path -> parts.append(path.length()).append(':').append(path));
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
