package dev.agenticframework.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads, copies and deletes trees that the code of others has written. Nothing follows a link out of a tree:
/// no symbolic link, no folder that is one, and no hard link to a file of somebody else. Nobody may write to a
/// tree meanwhile.
public final class Trees {

    private static final LinkOption HERE = LinkOption.NOFOLLOW_LINKS;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private Trees() {}

    /// Whether a path is in a tree, and every folder on the way to it is a folder and not a link. What is there may
    /// be a link, or missing.
    public static boolean contains(Path root, Path path) {
        var place = path.normalize();
        if (!place.startsWith(root)) {
            return false;
        }
        for (var folder = place.getParent(); folder != null && folder.startsWith(root); folder = folder.getParent()) {
            if (!folder.equals(root) && Files.exists(folder, HERE) && !Files.isDirectory(folder, HERE)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a regular file of a tree is there, to be read: as in [#contains], no link, and no second name of a
    /// file of another user.
    public static boolean hasFile(Path root, Path file) throws IOException {
        return contains(root, file) && Files.isRegularFile(file, HERE) && isOwn(root, file);
    }

    // A file with one name was made here. One with more names may be the file of somebody else.
    private static boolean isOwn(Path root, Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink", HERE) == 1
                || Files.getOwner(file, HERE).equals(Files.getOwner(root, HERE));
    }

    /// Deletes a tree, if it exists.
    public static void delete(Path root) throws IOException {
        if (Files.exists(root, HERE)) {
            Files.walkFileTree(root, new Deletion());
        }
    }

    /// Copies a file or a folder of a tree with its links and permissions. What is in its place is replaced, except
    /// that folders are merged. Pipes and devices are left out.
    ///
    /// @param root the tree, which contains `from`
    /// @param target the tree that contains `to`
    /// @throws IOException also when a path leads out of its tree
    public static void copy(Path root, Path from, Path target, Path to) throws IOException {
        if (!contains(root, from) || !to.normalize().startsWith(target)) {
            throw new IOException(from + " is not in " + root + ", or a link leads to it.");
        }
        folders(target, to.getParent());
        Files.walkFileTree(from, new Copy(root, from, to));
    }

    /// Makes a folder and those above it, in the place of links and files.
    private static void folders(Path root, @Nullable Path folder) throws IOException {
        if (folder == null || !folder.startsWith(root)) {
            return;
        }
        folders(root, folder.getParent());
        folder(folder);
    }

    private static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, HERE)) {
            Files.deleteIfExists(folder);
            Files.createDirectories(folder);
        }
    }

    /// Makes a user the owner of a file or folder, and its group the one with the same number.
    public static void own(Path path, int user) throws IOException {
        Files.setAttribute(path, "unix:uid", user, HERE);
        Files.setAttribute(path, "unix:gid", user, HERE);
    }

    /// Makes a user the owner of a tree. Files with several names stay as they are: one of the names may
    /// be elsewhere.
    public static void ownTree(Path root, int user) throws IOException {
        each(root, (path, attributes) -> {
            if (attributes.isDirectory() || (int) Files.getAttribute(path, "unix:nlink", HERE) == 1) {
                own(path, user);
            }
        });
    }

    /// Lets everyone read a tree whose folder they can reach.
    public static void letRead(Path root) throws IOException {
        each(root, (path, attributes) -> {
            if (!attributes.isSymbolicLink()) {
                letRead(path, attributes.isDirectory());
            }
        });
    }

    private static void letRead(Path path, boolean folder) throws IOException {
        var permissions = Files.getPosixFilePermissions(path, HERE);
        var wanted = EnumSet.copyOf(permissions);
        wanted.add(PosixFilePermission.OTHERS_READ);
        if (folder || permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
            wanted.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        if (!wanted.equals(permissions)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }

    /// Lets everyone pass through the folders from one to another below it, and read neither.
    public static void letPass(Path from, Path to) throws IOException {
        for (var folder = to.getParent(); folder != null && folder.startsWith(from); folder = folder.getParent()) {
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                Files.setPosixFilePermissions(folder, permissions);
            }
        }
    }

    /// Makes a new folder that only its owner can enter.
    public static Path createPrivate(Path folder) throws IOException {
        return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    }

    /// Makes a folder that only its owner can enter, or closes one that others can read or write to. A folder that
    /// others can only pass through stays as it is.
    public static void close(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        if (!permissions.substring(3).matches("--[-x]--[-x]")) {
            Files.setPosixFilePermissions(folder, PRIVATE);
        }
    }

    private interface Step {
        void take(Path path, BasicFileAttributes attributes) throws IOException;
    }

    private static void each(Path root, Step step) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                step.take(directory, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                step.take(file, attributes);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            // A command may leave folders without write permission, such as Go's module cache does.
            boolean writable =
                    directory.toFile().canWrite() || directory.toFile().setWritable(true);
            return writable ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            // A command may leave folders that not even their owner can enter.
            boolean opened = failure instanceof AccessDeniedException
                    && Files.isDirectory(file, HERE)
                    && !Files.getPosixFilePermissions(file, HERE).containsAll(PRIVATE);
            if (!opened) {
                throw failure;
            }
            Files.setPosixFilePermissions(file, PRIVATE);
            delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path from;
        private final Path to;

        Copy(Path root, Path from, Path to) {
            this.root = root;
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            folder(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isOther()) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile() && !isOwn(root, file)) {
                throw new IOException(root.relativize(file) + " is a second name of a file of another user.");
            }
            var target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(target, HERE)) {
                delete(target);
            }
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES, HERE);
            return FileVisitResult.CONTINUE;
        }
    }
}
