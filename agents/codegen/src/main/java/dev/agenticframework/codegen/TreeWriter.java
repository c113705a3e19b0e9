package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.codegen.TemplateProblem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/// Writes a tree to a folder: all of it or nothing. The tree is written next to the folder and moved there in one step.
public final class TreeWriter {
    private TreeWriter() {}

    /// Writes a tree to a folder that does not exist or is empty.
    ///
    /// @return refused with `output_conflict` when the folder has files, with `output_unwritable` when it cannot be
    ///     written
    public static Checked<Path> write(FileTree tree, Path folder) {
        try {
            return written(tree, folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            return new Checked.Refused<>(List.of(new TemplateProblem(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "cannot be written (" + e.getClass().getSimpleName() + ").",
                    "Check the free space and the folder's permissions.")));
        }
    }

    private static Checked<Path> written(FileTree tree, Path folder) throws IOException {
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
            for (var entry : tree.entries().entrySet()) {
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

    private static void writeFile(Path path, FileTree.Entry file) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(path, file.content(), StandardOpenOption.CREATE_NEW);
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
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
