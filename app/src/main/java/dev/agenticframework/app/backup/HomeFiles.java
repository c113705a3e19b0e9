package dev.agenticframework.app.backup;

import dev.agenticframework.host.LiveTreeVisitor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The files of an installation, in an order in which they can be copied while the platform works.
///
/// Directories that others refer to come last: a workflow names commits and artifacts, a state of a service names
/// builds, and a reference of a repository names objects. They are made before they are named, so what a copied file
/// names exists when its directory is copied. In every directory files come before directories, so a build whose record
/// is copied is complete.
final class HomeFiles {

    /// What is made again, belongs to running processes, or comes from elsewhere.
    static final Set<Path> LEFT_OUT = Set.of(
            Path.of("platform.json"),
            Path.of("worker.sock"),
            Path.of("tools"),
            Path.of("platform/cache"),
            Path.of("platform/postgres/programs"),
            Path.of("pipelines/cache"));

    private static final Set<String> LATE = Set.of("objects", "builds", "artifacts");
    private static final Pattern OF_PROCESSES = Pattern.compile(".*\\.lock|lock|\\..*\\.tmp");
    /// Only builds have links, such as those of a virtual environment to its interpreter.
    static final Path LINKS = Path.of("platform/builds");

    private final Path home;
    private final Set<Path> elsewhere;
    private final Deque<Path> late = new ArrayDeque<>();

    /// @param elsewhere directories that are copied in another way
    HomeFiles(Path home, Set<Path> elsewhere) {
        this.home = home;
        this.elsewhere = Set.copyOf(elsewhere);
    }

    /// The names of what is in the home directory.
    static List<String> contents(Path home) throws IOException {
        try (var entries = Files.list(home)) {
            return entries.map(home::relativize)
                    .filter(name -> !LEFT_OUT.contains(name)
                            && !OF_PROCESSES.matcher(name.toString()).matches())
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    /// Writes all files.
    void write(ArchiveWriter archive) throws IOException {
        directory(home, archive);
        while (!late.isEmpty()) {
            directory(late.removeFirst(), archive);
        }
    }

    private void directory(Path directory, ArchiveWriter archive) throws IOException {
        Files.walkFileTree(directory, new Visitor(directory, archive));
    }

    private final class Visitor extends LiveTreeVisitor {
        private final Path start;
        private final ArchiveWriter archive;

        Visitor(Path start, ArchiveWriter archive) {
            this.start = start;
            this.archive = archive;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (LEFT_OUT.contains(home.relativize(directory)) || elsewhere.contains(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!directory.equals(start) && waits(directory)) {
                late.addLast(directory);
                return FileVisitResult.SKIP_SUBTREE;
            }
            try {
                add(directory);
                return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException e) {
                // It was removed while the platform worked.
                return FileVisitResult.SKIP_SUBTREE;
            }
        }

        // What is inside of a build is never split.
        private boolean waits(Path directory) {
            var inside = home.relativize(directory);
            return LATE.contains(directory.getFileName().toString())
                    && (inside.equals(LINKS) || !inside.startsWith(LINKS));
        }

        private void add(Path directory) throws IOException {
            if (!directory.equals(home)) {
                archive.directory(directory);
            }
            try (var entries = Files.list(directory)) {
                for (Path entry : entries.sorted().toList()) {
                    file(entry);
                }
            }
        }

        private void file(Path file) throws IOException {
            var inside = home.relativize(file);
            boolean build = inside.startsWith(LINKS) && inside.getNameCount() > LINKS.getNameCount() + 1;
            if (Files.isSymbolicLink(file)) {
                if (build) {
                    archive.link(file);
                }
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && !LEFT_OUT.contains(inside)
                    && (build
                            || !OF_PROCESSES
                                    .matcher(file.getFileName().toString())
                                    .matches())) {
                archive.file(file);
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return FileVisitResult.CONTINUE;
        }
    }
}
