package dev.agenticframework.host.sandbox;

import dev.agenticframework.host.Trees;
import dev.agenticframework.host.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/// What the commands of each identity have written to the caches of their tools, in a folder for each of its commands
/// that run at the same time.
///
/// @param taken the numbers of the commands that run
record ToolCaches(Path root, Slots taken) {

    /// A folder that no command has used for this long is removed.
    static final Duration KEPT = Duration.ofDays(30);

    /// A folder that is larger is removed, so that its next command begins with the cache of the operator.
    static final long MAX_BYTES = 4L << 30;

    // An identity is one folder, so that no identity is below another. None contains this character.
    private static final char SEPARATOR = '%';
    // IDENTITY/SLOT/TOOL/MARK
    private static final int MARK_DEPTH = 4;

    /// The folder of a command.
    Path of(String identity, int slot) {
        return root.resolve(identity.replace('/', SEPARATOR)).resolve(Integer.toString(slot));
    }

    /// Removes the folders that are too old or too large and that no command uses now.
    void prune(Instant now, long maxBytes) throws IOException {
        var oldest = now.minus(KEPT);
        for (Path slot : slots()) {
            var identity = slot.getName(0).toString().replace(SEPARATOR, '/');
            int number = Integer.parseInt(slot.getName(1).toString());
            if (taken.takeIfFree(identity, number)) {
                try {
                    var folder = root.resolve(slot);
                    boolean unused =
                            Files.getLastModifiedTime(folder).toInstant().isBefore(oldest);
                    if (unused || Usage.of(folder).bytes() > maxBytes) {
                        Trees.delete(folder);
                    }
                } finally {
                    taken.release(identity, number, () -> {});
                }
            }
        }
    }

    /// The folders of all slots, relative to the root.
    private Set<Path> slots() throws IOException {
        if (!Files.isDirectory(root)) {
            return Set.of();
        }
        try (var marks = Files.find(root, MARK_DEPTH, (path, attributes) -> path.endsWith(CacheLayer.BOOTED))) {
            return marks.map(mark -> root.relativize(mark).subpath(0, 2)).collect(Collectors.toSet());
        }
    }
}
