package dev.agenticframework.runtimeembedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Who may read a file, on file systems that know.
final class Permissions {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Permissions() {}

    static boolean isOwnerOnly(Path file) throws IOException {
        return !Files.getFileStore(file).supportsFileAttributeView("posix")
                || OWNER.containsAll(Files.getPosixFilePermissions(file));
    }
}
