package dev.agenticframework.rego.bundle;

import dev.agenticframework.rego.value.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Modules and data from files, loaded like `opa -d`: data files in a folder are nested like their folders, a file that
/// is named directly is merged at the root, and `prefix:path` nests either below a prefix.
///
/// @param modules the texts of modules, by path
public record PolicyFiles(Map<String, String> modules, ObjectValue data) {
    public PolicyFiles {
        modules = new TreeMap<>(modules);
    }

    /// Loads files and folders.
    ///
    /// @throws LoadFailure when a file cannot be read, or two define the same value
    public static PolicyFiles load(List<String> paths) {
        return load(paths, List.of());
    }

    /// Loads files, folders and bundles.
    public static PolicyFiles load(List<String> paths, List<Bundle> bundles) {
        return load(paths, bundles, List.of());
    }

    /// Loads files, folders and bundles, except files and folders whose names or paths match a pattern such
    /// as `*_test.rego`.
    public static PolicyFiles load(List<String> paths, List<Bundle> bundles, List<String> ignored) {
        Map<String, String> modules = new TreeMap<>();
        DataFiles data = new DataFiles();
        Ignored left = new Ignored(ignored);
        for (String path : paths) {
            loadOne(path, left, modules, data);
        }
        for (Bundle bundle : bundles) {
            modules.putAll(bundle.modules());
            data.add("bundle", List.of(), bundle.data());
        }
        return new PolicyFiles(modules, data.build());
    }

    /// Returns the texts of the modules, ignoring all other files.
    public static Map<String, String> modulesOf(List<String> paths) {
        Map<String, String> modules = new TreeMap<>();
        for (String path : paths) {
            if (Files.isDirectory(Path.of(path))) {
                FileTree.read(Path.of(path)).forEach((name, content) -> {
                    if (name.endsWith(".rego")) {
                        modules.put(
                                Path.of(path).resolve(name).toString(), new String(content, StandardCharsets.UTF_8));
                    }
                });
            } else {
                modules.put(path, new String(FileTree.readFile(Path.of(path)), StandardCharsets.UTF_8));
            }
        }
        return modules;
    }

    private static void loadOne(String argument, Ignored ignored, Map<String, String> modules, DataFiles data) {
        int colon = argument.indexOf(':');
        boolean prefixed = colon > 0 && !Files.exists(Path.of(argument));
        List<String> prefix = prefixed ? List.of(argument.substring(0, colon).split("[./]", -1)) : List.of();
        Path path = Path.of(prefixed ? argument.substring(colon + 1) : argument);
        if (!Files.isDirectory(path)) {
            add(path.toString(), FileTree.readFile(path), prefix, modules, data);
            return;
        }
        FileTree.read(path).forEach((name, content) -> {
            List<String> keys = new ArrayList<>(prefix);
            String[] parts = name.split("/", -1);
            for (int i = 0; i < parts.length - 1; i++) {
                keys.add(parts[i]);
            }
            boolean hidden = List.of(parts).stream().anyMatch(part -> part.startsWith("."));
            if (!hidden && !ignored.matches(name) && (name.endsWith(".rego") || DataFiles.isData(name))) {
                add(path.resolve(name).toString(), content, keys, modules, data);
            }
        });
    }

    private static void add(
            String file, byte[] content, List<String> keys, Map<String, String> modules, DataFiles data) {
        if (file.endsWith(".rego")) {
            modules.put(file, new String(content, StandardCharsets.UTF_8));
        } else if (DataFiles.isData(file)) {
            data.add(file, keys, DataFiles.parse(file, content));
        } else {
            throw new LoadFailure(file + ": unrecognized file; expected .rego, .json, .yaml or .yml");
        }
    }
}
