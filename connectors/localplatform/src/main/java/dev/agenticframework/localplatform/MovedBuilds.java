package dev.agenticframework.localplatform;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// Makes builds work after the directory of the platform was moved or restored elsewhere: virtual environments and
/// similar tools store the path of their own directory, in scripts and in links.
///
/// The directory records where it was last. When it is elsewhere, the old path is replaced in all text files and links
/// of the builds. A kill at any instant leaves each file old or new, and the next start does the rest.
final class MovedBuilds {

    /// Larger files are data or programs, which find their files themselves.
    static final long MAX_TEXT_BYTES = 4L << 20;

    private static final String BUILDS = "/builds/";

    private final Path home;
    private final Path builds;

    MovedBuilds(Path home) {
        this.home = home;
        this.builds = home.resolve("builds");
    }

    /// Where the directory was last.
    record Location(String path) {}

    private Path record() {
        return home.resolve("location.json");
    }

    /// Replaces the old path, if the directory was moved, and records where it is now.
    ///
    /// @return where it was before; empty when it was not moved
    Optional<Path> settle() {
        var last = DurableJson.read(record(), Location.class).map(Location::path);
        if (last.equals(Optional.of(home.toString()))) {
            return Optional.empty();
        }
        last.ifPresent(this::relocate);
        DurableJson.write(record(), new Location(home.toString()));
        return last.map(Path::of);
    }

    private void relocate(String last) {
        var change = new Replacement(last + BUILDS, home + BUILDS);
        try {
            if (Files.isDirectory(builds)) {
                Files.walkFileTree(builds, new Visitor(change));
            }
        } catch (IOException e) {
            throw Storage.failure(builds, e);
        }
    }

    /// Replaces a text by another one, which can contain it: what was replaced before stays.
    record Replacement(String old, String fresh) {
        String in(String text) {
            int inside = fresh.indexOf(old);
            var result = new StringBuilder();
            int done = 0;
            for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
                boolean replaced =
                        inside >= 0 && at - inside >= 0 && text.regionMatches(at - inside, fresh, 0, fresh.length());
                if (!replaced) {
                    result.append(text, done, at).append(fresh);
                    done = at + old.length();
                }
            }
            return result.append(text, done, text.length()).toString();
        }
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Replacement change;

        Visitor(Replacement change) {
            this.change = change;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                link(file);
            } else if (attributes.isRegularFile() && attributes.size() <= MAX_TEXT_BYTES) {
                text(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private void link(Path link) throws IOException {
            var target = Files.readSymbolicLink(link).toString();
            var fresh = change.in(target);
            if (!fresh.equals(target)) {
                var draft = draft(link);
                Files.deleteIfExists(draft);
                Files.createSymbolicLink(draft, Path.of(fresh));
                Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
            }
        }

        // One byte for each character, so that other encodings stay as they are.
        private void text(Path file) throws IOException {
            var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            var path = new Replacement(latin(change.old()), latin(change.fresh()));
            if (text.indexOf('\0') >= 0 || !text.contains(path.old())) {
                return;
            }
            var fresh = path.in(text);
            if (!fresh.equals(text)) {
                var draft = draft(file);
                Files.copy(
                        file,
                        draft,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS);
                draft.toFile().setWritable(true);
                Files.write(draft, fresh.getBytes(StandardCharsets.ISO_8859_1));
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
                TreeCopy.takeOwner(file, draft);
                DurableFiles.publish(draft, file);
            }
        }

        private static String latin(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }

        private static Path draft(Path file) {
            return file.resolveSibling("." + file.getFileName() + ".moving");
        }
    }
}
