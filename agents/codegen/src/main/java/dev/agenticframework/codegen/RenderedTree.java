package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.codegen.TemplateProblem.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Generated files in memory by path, sorted, so that equal trees have equal bytes.
///
/// @param files every path is relative and stays inside the tree
public record RenderedTree(NavigableMap<String, RenderedFile> files) {
    static final int MAX_FILES = 5_000;
    static final int MAX_BYTES = 64 << 20;

    public RenderedTree {
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
        files.keySet().forEach(RelativePath::new);
        for (String path : files.keySet()) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                if (files.containsKey(path.substring(0, slash))) {
                    throw TemplateException.render(path, "is inside a path that is a file.", "Rename one of them.");
                }
            }
        }
    }

    /// The size of all files together, in bytes.
    public long size() {
        return files.values().stream().mapToLong(RenderedFile::size).sum();
    }

    /// Combines this tree with another one.
    ///
    /// @return refused with `output_conflict` when both have a path with different content
    public Checked<RenderedTree> plus(RenderedTree other) {
        NavigableMap<String, RenderedFile> all = new TreeMap<>(files);
        List<TemplateProblem> problems = new ArrayList<>();
        other.files.forEach((path, file) -> {
            RenderedFile old = all.put(path, file);
            if (old != null && !old.equals(file)) {
                problems.add(new TemplateProblem(
                        Code.OUTPUT_CONFLICT,
                        path,
                        "is generated twice with different content.",
                        "Change the template so that one step generates it."));
            }
        });
        return problems.isEmpty() ? new Checked.Ok<>(new RenderedTree(all)) : new Checked.Refused<>(problems);
    }

    /// The same files as a [FileTree].
    public FileTree toFileTree() {
        Map<String, FileTree.Entry> entries = new TreeMap<>();
        files.forEach((path, file) -> entries.put(path, new FileTree.Entry(file.content(), file.executable())));
        return FileTree.of(entries);
    }

    /// Writes the whole tree, or nothing, to a folder that does not exist or is empty.
    ///
    /// @return refused with `output_conflict` when the folder has files, with `output_unwritable` when it cannot be
    ///     written
    public Checked<Path> writeTo(Path folder) {
        try {
            return TreeWriter.write(this, folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            return new Checked.Refused<>(List.of(new TemplateProblem(
                    Code.OUTPUT_UNWRITABLE,
                    folder.toString(),
                    "cannot be written (" + e.getClass().getSimpleName() + ").",
                    "Check the free space and the folder's permissions.")));
        }
    }
}
