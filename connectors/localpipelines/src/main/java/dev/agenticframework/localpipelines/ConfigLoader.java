package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.yaml.Dialect;
import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Combines the files of a pipeline. A later included file overrides an earlier one, and the including file
/// overrides all.
final class ConfigLoader {

    /// The most files that can be included, as in GitLab.
    static final int MAX_INCLUDES = 150;

    private static final Set<String> ELSEWHERE = Set.of("remote", "project", "template", "component", "artifact");

    private final FileTree files;
    private final Shapes shapes;
    private final Deque<String> open = new ArrayDeque<>();
    private int included;

    private ConfigLoader(FileTree files, Shapes shapes) {
        this.files = files;
        this.shapes = shapes;
    }

    static Mapping load(FileTree files, String path, Shapes shapes) {
        var whole = new ConfigLoader(files, shapes).load(path);
        return Extending.extend(References.resolve(whole, shapes), shapes);
    }

    private Mapping load(String path) {
        var file = files.entries().get(path);
        if (file == null) {
            throw new IllegalArgumentException("No file " + path);
        }
        open.push(path);
        try {
            return parse(path, new String(file.content(), UTF_8));
        } finally {
            open.pop();
        }
    }

    private Mapping parse(String path, String text) {
        try {
            var documents = YamlReader.readAll(path, text, Dialect.LENIENT);
            if (documents.isEmpty()) {
                shapes.invalid(new Place(path, 1), "the file is empty");
                return empty(path);
            }
            if (documents.size() > 1) {
                shapes.unsupported(documents.getFirst().place(), "this runner does not support a header with 'spec'");
            }
            if (documents.getLast() instanceof Mapping mapping) {
                return withIncludes(mapping);
            }
            shapes.invalid(documents.getLast().place(), "the file must be a mapping");
        } catch (YamlException e) {
            shapes.invalid(e.place(), "the file is not valid YAML: " + e.getMessage());
        }
        return empty(path);
    }

    private static Mapping empty(String path) {
        return new Mapping(Map.of(), Map.of(), "", new Place(path, 1));
    }

    private Mapping withIncludes(Mapping mapping) {
        var include = mapping.find("include");
        if (include.isEmpty()) {
            return mapping;
        }
        var all = empty(mapping.place().file());
        for (var item : Shapes.items(include.get())) {
            for (var path : paths(item)) {
                all = Merging.deep(all, included(path, item.place()));
            }
        }
        return Merging.without(Merging.deep(all, mapping), "include");
    }

    private Mapping included(String path, Place place) {
        if (open.contains(path)) {
            shapes.invalid(place, "'" + path + "' includes itself");
            return empty(path);
        }
        if (++included > MAX_INCLUDES) {
            shapes.invalid(place, "the file includes more than " + MAX_INCLUDES + " files");
            return empty(path);
        }
        return load(path);
    }

    private List<String> paths(YamlValue item) {
        return switch (item) {
            case Scalar scalar -> matching(scalar.text(), scalar.place());
            case Mapping mapping -> {
                for (var key : ELSEWHERE) {
                    if (mapping.entries().containsKey(key)) {
                        shapes.unsupported(
                                mapping.at(key),
                                "this runner does not support include:" + key + "; include local files only");
                    }
                }
                if (mapping.entries().containsKey("rules") || mapping.entries().containsKey("inputs")) {
                    shapes.unsupported(mapping.place(), "this runner does not support include with rules or inputs");
                }
                yield mapping.find("local")
                        .flatMap(local -> shapes.text(local, "include:local"))
                        .map(local -> matching(local, mapping.place()))
                        .orElse(List.of());
            }
            case YamlValue.Sequence sequence -> {
                shapes.invalid(sequence.place(), "include must be a string or a mapping");
                yield List.of();
            }
        };
    }

    private List<String> matching(String given, Place place) {
        if (given.startsWith("http://") || given.startsWith("https://")) {
            shapes.unsupported(place, "this runner does not support include:remote; include local files only");
            return List.of();
        }
        var path = given.startsWith("/") ? given.substring(1) : given;
        if (path.indexOf('*') < 0) {
            if (!files.entries().containsKey(path)) {
                shapes.invalid(place, "local file '" + given + "' does not exist");
                return List.of();
            }
            return List.of(path);
        }
        var glob = Glob.of(path);
        var found = new ArrayList<String>();
        files.entries().keySet().stream().filter(glob::matches).forEach(found::add);
        if (found.isEmpty()) {
            shapes.invalid(place, "local file '" + given + "' does not exist");
        }
        return found;
    }

    /// All jobs by name as they are written, including hidden ones.
    static Map<String, Mapping> jobs(Mapping config) {
        var jobs = new LinkedHashMap<String, Mapping>();
        config.entries().forEach((name, value) -> {
            if (!Keywords.GLOBAL.contains(name) && value instanceof Mapping mapping) {
                jobs.put(name, mapping);
            }
        });
        return jobs;
    }
}
