package dev.agenticframework.rego.bundle;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/// Patterns of files and folders to skip when a folder is loaded.
final class Ignored {
    private final List<PathMatcher> patterns;

    Ignored(List<String> globs) {
        patterns = globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }

    /// Whether a path below the folder, or one of its steps, matches a pattern.
    boolean matches(String name) {
        Path path = Path.of(name);
        for (PathMatcher pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
            for (Path step : path) {
                if (pattern.matches(step)) {
                    return true;
                }
            }
        }
        return false;
    }
}
