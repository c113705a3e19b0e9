package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Replaces the path of an earlier checkout in cached scripts, such as those of a Python virtual environment, because
/// each checkout has its own path.
final class Relocation {

    static final int MAX_SCRIPT_BYTES = 64 << 10;

    private Relocation() {}

    static void rewrite(Path cached, Path checkout, String from, String to) throws IOException {
        try (var files = Files.walk(cached)) {
            for (var file : (Iterable<Path>) files.filter(Relocation::mayHoldPaths)::iterator) {
                replace(checkout.resolve(cached.relativize(file).toString()), from, to);
            }
        }
    }

    private static boolean mayHoldPaths(Path file) {
        var folder = file.resolveSibling("").getFileName();
        var name = file.getFileName().toString();
        boolean likely = name.equals("pyvenv.cfg")
                || (folder != null
                        && (folder.toString().equals("bin") || folder.toString().equals("Scripts")));
        return likely && Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }

    /// Latin-1 preserves bytes that are not text.
    private static void replace(Path file, String from, String to) throws IOException {
        if (Files.size(file) > MAX_SCRIPT_BYTES) {
            return;
        }
        var text = Files.readString(file, ISO_8859_1);
        if (text.contains(from) && text.indexOf('\0') < 0) {
            Files.writeString(file, text.replace(from, to), ISO_8859_1);
        }
    }
}
