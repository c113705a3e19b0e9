package dev.agenticframework.codegen;

import dev.agenticframework.codegen.TemplateProblem.Code;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A template's files by path, as they were when they were read. It does not follow symbolic links or Git folders.
record TemplateFolder(NavigableMap<String, TemplateFile> files) {
    static final int MAX_FILES = 2_000;
    static final int MAX_FILE_BYTES = 4 << 20;
    static final int MAX_TOTAL_BYTES = 64 << 20;

    TemplateFolder {
        files = Collections.unmodifiableNavigableMap(files);
    }

    static TemplateFolder read(Path root) throws IOException {
        Reader reader = new Reader(root);
        Files.walkFileTree(root, java.util.Set.of(), RelativePath.MAX_DEPTH, reader);
        return new TemplateFolder(reader.files);
    }

    /// The files in a folder, with paths relative to it.
    NavigableMap<String, TemplateFile> below(String folder) {
        NavigableMap<String, TemplateFile> found = new TreeMap<>();
        String prefix = folder + "/";
        for (var entry : files.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.put(entry.getKey().substring(prefix.length()), entry.getValue());
        }
        return found;
    }

    private static final class Reader extends SimpleFileVisitor<Path> {
        private final Path root;
        private final NavigableMap<String, TemplateFile> files = new TreeMap<>();
        private long total;

        Reader(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return dir.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (!attributes.isRegularFile()) {
                throw TemplateException.invalid(
                        path,
                        "A template has only plain files and folders, at most " + RelativePath.MAX_DEPTH
                                + " levels deep.",
                        "Replace the link or special file with a copy.");
            }
            total += attributes.size();
            if (attributes.size() > MAX_FILE_BYTES || total > MAX_TOTAL_BYTES || files.size() >= MAX_FILES) {
                throw new TemplateException(
                        Code.TEMPLATE_TOO_LARGE,
                        path,
                        "The template exceeds " + MAX_FILES + " files, " + MAX_FILE_BYTES + " bytes for each file or "
                                + MAX_TOTAL_BYTES + " bytes.",
                        "Remove built and downloaded files.");
            }
            files.put(path, TemplateFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
            return FileVisitResult.CONTINUE;
        }
    }
}
