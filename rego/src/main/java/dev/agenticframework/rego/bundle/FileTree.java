package dev.agenticframework.rego.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the files of a folder or an archive into memory, within bounds.
final class FileTree {
    private static final int MAX_DEPTH = 64;

    private FileTree() {}

    /// Returns the contents by path below the folder, without symbolic links, or the files of an archive.
    static Map<String, byte[]> read(Path folderOrArchive) {
        try {
            return Files.isDirectory(folderOrArchive)
                    ? readFolder(folderOrArchive)
                    : TarArchive.read(readFile(folderOrArchive));
        } catch (IOException unreadable) {
            throw new LoadFailure("cannot read " + folderOrArchive + ": " + unreadable.getMessage());
        }
    }

    private static Map<String, byte[]> readFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
            files = walk.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(TarArchive.MAX_ENTRIES + 1L)
                    .toList();
        }
        if (files.size() > TarArchive.MAX_ENTRIES) {
            throw new LoadFailure(folder + " has more than " + TarArchive.MAX_ENTRIES + " files");
        }
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : files) {
            contents.put(TarArchive.normalised(folder.relativize(file).toString()), readFile(file));
        }
        return contents;
    }

    static byte[] readFile(Path file) {
        try {
            if (Files.size(file) > TarArchive.MAX_ENTRY_BYTES) {
                throw new LoadFailure(file + " is larger than " + TarArchive.MAX_ENTRY_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new LoadFailure("cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
