package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/// The key that signs an installation's tokens: 32 random bytes in a file that only its owner can read. It is created
/// on first use.
public final class LocalKey {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private LocalKey() {}

    /// Reads the key, or creates it.
    ///
    /// @throws FailureException `LOCAL_KEY_INVALID`, `LOCAL_KEY_EXPOSED` (others can read it),
    ///     `LOCAL_KEY_UNREADABLE`
    public static byte[] in(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            return read(file);
        } catch (IOException e) {
            throw new FailureException(
                    Failure.external(
                            "LOCAL_KEY_UNREADABLE",
                            "Cannot read or create the key '" + file + "'.",
                            "Check the permissions of its directory."),
                    e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly);
        Files.write(fresh, key, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: its key is used.
        } finally {
            Files.delete(fresh);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            throw new FailureException(Failure.conflict(
                    "LOCAL_KEY_EXPOSED",
                    "Other users can read the key '" + file + "'.",
                    "Run: chmod 600 '" + file + "'"));
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new FailureException(Failure.invalid(
                    "LOCAL_KEY_INVALID",
                    "The key '" + file + "' has " + key.length + " bytes instead of " + BYTES + ".",
                    "Remove it. The next start creates a new one."));
        }
        return key;
    }
}
