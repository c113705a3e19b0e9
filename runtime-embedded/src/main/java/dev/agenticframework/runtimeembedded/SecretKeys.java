package dev.agenticframework.runtimeembedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/// Finds the key of the secret store: 64 hexadecimal digits in the environment variable [#VARIABLE], or in a file that
/// only its owner can read, which is made on first use.
public final class SecretKeys {
    /// The environment variable.
    public static final String VARIABLE = "AGENTIC_SECRET_KEY";

    private static final int KEY_BYTES = 32;

    private SecretKeys() {}

    /// The key.
    ///
    /// @param environment the process's environment
    /// @param file where it is kept when the environment has none
    /// @param random for a new one
    /// @throws FailureException `SECRET_KEY_INVALID`, `SECRET_KEY_EXPOSED`
    public static SecretKeySpec find(Map<String, String> environment, Path file, SecureRandom random) {
        String given = environment.get(VARIABLE);
        if (given != null) {
            return parse(given, VARIABLE);
        }
        try {
            if (Files.notExists(file)) {
                create(file, random);
            }
            if (!Permissions.isOwnerOnly(file)) {
                throw new FailureException(Failure.conflict(
                        "SECRET_KEY_EXPOSED",
                        "Others can read '" + file + "'.",
                        "Make it private with chmod 600, and replace its secrets."));
            }
            return parse(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new FailureException(
                    Failure.external(
                            "SECRET_KEY_UNAVAILABLE", "Cannot read or create '" + file + "'.", "Check its directory."),
                    e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        DurableFiles.create(file, HexFormat.of().formatHex(key).getBytes(US_ASCII));
    }

    private static SecretKeySpec parse(String text, String where) {
        try {
            byte[] key = HexFormat.of().parseHex(text);
            if (key.length == KEY_BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException _) {
            // Said below, without the text.
        }
        throw new FailureException(Failure.invalid(
                "SECRET_KEY_INVALID", where + " does not hold a key.", "Use 64 hexadecimal digits (256 bits)."));
    }
}
