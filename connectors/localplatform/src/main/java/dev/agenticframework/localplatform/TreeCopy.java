package dev.agenticframework.localplatform;

import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/// Copies a tree to another disk, with owners, permissions and links. All of it is on that disk when it is done.
final class TreeCopy extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;

    TreeCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    void run() throws IOException {
        Files.walkFileTree(from, this);
    }

    private Path target(Path source) {
        return to.resolve(from.relativize(source));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Trees.createPrivate(target(directory));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        var copy = target(file);
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        takeOwner(file, copy);
        if (attributes.isRegularFile()) {
            sync(copy, StandardOpenOption.WRITE);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        var copy = target(directory);
        takeOwner(directory, copy);
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(directory));
        sync(copy, StandardOpenOption.READ);
        return FileVisitResult.CONTINUE;
    }

    static void takeOwner(Path original, Path copy) throws IOException {
        var is = view(original).readAttributes();
        view(copy).setOwner(is.owner());
        view(copy).setGroup(is.group());
    }

    private static PosixFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
