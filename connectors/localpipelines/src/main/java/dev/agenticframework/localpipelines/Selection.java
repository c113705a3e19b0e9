package dev.agenticframework.localpipelines;

import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Consumer;

/// The files of a checkout that match path patterns. A folder stands for all files in it.
final class Selection {

    /// The most files of artifacts or of a cache.
    static final int MAX_FILES = 200_000;

    private final Path checkout;
    private final List<Glob> exclude;
    private int found;

    Selection(Path checkout, List<String> exclude) {
        this.checkout = checkout;
        this.exclude = exclude.stream().map(Selection::tidy).map(Glob::of).toList();
    }

    /// Calls the action for each file, with its path relative to the checkout.
    ///
    /// @return the number of files
    int forEach(List<String> patterns, Consumer<Path> taker) throws IOException {
        found = 0;
        for (var pattern : patterns) {
            var path = tidy(pattern);
            int wildcard = firstWildcard(path);
            int folder = wildcard < 0 ? path.length() : path.lastIndexOf('/', wildcard);
            var start = checkout.resolve(folder < 0 ? "" : path.substring(0, folder))
                    .normalize();
            if (Trees.contains(checkout, start) && Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                walk(start, Glob.of(path), wildcard < 0, taker);
            }
        }
        return found;
    }

    private void walk(Path start, Glob glob, boolean all, Consumer<Path> taker) throws IOException {
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(checkout.resolve(".git"))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var relative = checkout.relativize(file);
                var path = relative.toString();
                if ((all || glob.covers(path)) && exclude.stream().noneMatch(e -> e.covers(path))) {
                    found++;
                    taker.accept(relative);
                }
                return found < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
    }

    private static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String tidy(String pattern) {
        return pattern.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
    }
}
