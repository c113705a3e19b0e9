package dev.agenticframework.codegen;

import dev.agenticframework.codegen.TemplateProblem.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Writes a tree next to its destination, syncs it, and moves it there in one step.
final class TreeWriter {
    private TreeWriter() {}

    static Checked<Path> write(RenderedTree tree, Path folder) throws IOException {
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            return new Checked.Refused<>(List.of(new TemplateProblem(
                    Code.OUTPUT_CONFLICT, folder.toString(), "is not empty.", "Choose a folder that does not exist.")));
        }
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IOException("the folder has no parent");
        }
        Files.createDirectories(parent);
        Path draft = Files.createTempDirectory(parent, ".rendering-");
        try {
            for (var entry : tree.files().entrySet()) {
                writeFile(draft.resolve(entry.getKey()), entry.getValue());
            }
            if (posix(draft)) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.deleteIfExists(folder);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            return new Checked.Ok<>(folder);
        } finally {
            deleteAll(draft);
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var children = Files.newDirectoryStream(folder)) {
            return !children.iterator().hasNext();
        }
    }

    private static void writeFile(Path path, RenderedFile file) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = java.nio.ByteBuffer.wrap(file.bytes());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        if (posix(path)) {
            String mode = file.executable() ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static void deleteAll(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (var paths = Files.walk(draft)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
