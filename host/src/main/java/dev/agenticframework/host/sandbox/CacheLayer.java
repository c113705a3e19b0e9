package dev.agenticframework.host.sandbox;

import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the commands of an identity have written to a cache, as the upper layer of an overlay.
///
/// The overlay does not wait for the disk: it would do so for each folder that it takes over from the lower layer. A
/// crash of the machine can therefore leave a part of a file, so what an earlier boot left is not used.
record CacheLayer(Path folder) {

    /// The file that names the boot in which the layer was made.
    static final String BOOTED = "boot";

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    Path files() {
        return folder.resolve("files");
    }

    /// For the overlay's own use. See overlayfs(5) for `volatile`.
    Path work() {
        return folder.resolve("work");
    }

    /// Makes the layer ready to be mounted.
    void prepare() throws IOException {
        var boot = Files.readString(BOOT).strip();
        var mark = folder.resolve(BOOTED);
        if (Files.notExists(mark) || !Files.readString(mark).equals(boot)) {
            Trees.delete(files());
            Files.createDirectories(folder);
            Files.writeString(mark, boot);
        }
        // The overlay has left a note there that not all was written to the disk.
        Trees.delete(work());
        Files.createDirectories(files());
        Files.createDirectories(work());
    }
}
