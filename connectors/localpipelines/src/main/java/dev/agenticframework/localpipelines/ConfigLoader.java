package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.yaml.Dialect;
import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
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

    private static final List<String> KINDS =
            List.of("local", "project", "component", "template", "remote", "artifact");
    private static final Set<String> KEYS = Set.of(
            "local",
            "project",
            "component",
            "template",
            "remote",
            "artifact",
            "job",
            "file",
            "ref",
            "integrity",
            "cache",
            "rules",
            "inputs");

    private final FileTree files;
    private final Trigger trigger;
    private final Shapes shapes;
    private final Deque<String> open = new ArrayDeque<>();
    private int included;

    private ConfigLoader(FileTree files, Trigger trigger, Shapes shapes) {
        this.files = files;
        this.trigger = trigger;
        this.shapes = shapes;
    }

    /// The whole configuration, with includes, `extends` and references resolved, and without keywords that have
    /// no value.
    static Mapping load(FileTree files, String path, Trigger trigger, Shapes shapes) {
        var whole = new ConfigLoader(files, trigger, shapes).load(path, Map.of(), new Place(path, 1));
        return Nulls.dropped(References.resolve(Extending.extend(whole, shapes), shapes));
    }

    /// @param inputs given by the including file
    /// @param from where the file is included
    private Mapping load(String path, Map<String, YamlValue> inputs, Place from) {
        var file = files.entries().get(path);
        if (file == null) {
            throw new IllegalArgumentException("No file " + path);
        }
        open.push(path);
        try {
            return parse(path, new String(file.content(), UTF_8), inputs, from);
        } finally {
            open.pop();
        }
    }

    private Mapping parse(String path, String text, Map<String, YamlValue> inputs, Place from) {
        try {
            var content = interpolated(path, text, inputs, from);
            var documents = YamlReader.readAll(path, content, Dialect.RUBY);
            if (documents.isEmpty()) {
                shapes.invalid(new Place(path, 1), "the file is empty");
            } else if (documents.size() > 1) {
                shapes.invalid(documents.get(1).place(), "a second document needs a first one with 'spec'");
            } else if (documents.getFirst() instanceof Mapping mapping) {
                return withIncludes(mapping);
            } else {
                shapes.invalid(documents.getFirst().place(), "the file must be a mapping");
            }
        } catch (YamlException e) {
            shapes.invalid(e.place(), "the file is not valid YAML: " + e.getMessage());
        } catch (Interpolation.BlockException e) {
            shapes.invalid(new Place(path, 1), String.valueOf(e.getMessage()));
        }
        return empty(path);
    }

    /// The text behind the document with `spec`, with the values of inputs. Its lines keep their numbers.
    private String interpolated(String path, String text, Map<String, YamlValue> inputs, Place from)
            throws YamlException, Interpolation.BlockException {
        int end = headerEnd(text);
        var header = end < 0 ? List.<YamlValue>of() : YamlReader.readAll(path, text.substring(0, end), Dialect.RUBY);
        if (header.size() != 1
                || !(header.getFirst() instanceof Mapping mapping
                        && mapping.find("spec").isPresent())) {
            if (!inputs.isEmpty()) {
                shapes.invalid(from, "'" + path + "' takes no inputs: it has no spec");
            }
            return text;
        }
        int before = shapes.problems().size();
        var values = new Inputs(shapes).values(mapping, inputs, from);
        var above = text.substring(0, end).replaceAll("[^\n]", "");
        var content = text.substring(end);
        // A missing input would be reported again wherever it is used.
        return shapes.problems().size() > before
                ? above + content
                : above + new Interpolation(values, trigger.variables()).replaced(content);
    }

    /// Where the first document ends; -1 when there is only one.
    private static int headerEnd(String text) {
        boolean content = false;
        int at = 0;
        for (var line : text.split("\n", -1)) {
            if (line.startsWith("---") && line.substring("---".length()).isBlank()) {
                if (content) {
                    return at;
                }
            } else {
                content |= !line.isBlank() && !line.stripLeading().startsWith("#");
            }
            at += line.length() + 1;
        }
        return -1;
    }

    private static Mapping empty(String path) {
        return new Mapping(Map.of(), Map.of(), "", new Place(path, 1));
    }

    private Mapping withIncludes(Mapping mapping) {
        var include = mapping.find("include").filter(value -> !Nulls.isNull(value));
        var all = empty(mapping.place().file());
        if (include.isPresent()) {
            for (var item : Shapes.items(include.get())) {
                for (var one : includes(item)) {
                    all = Merging.deep(all, included(one));
                }
            }
        }
        return Merging.without(Merging.deep(all, mapping), "include");
    }

    /// A file of this repository to include.
    private record Include(String path, Map<String, YamlValue> inputs, Place place) {}

    private Mapping included(Include include) {
        if (open.contains(include.path())) {
            shapes.invalid(include.place(), "'" + include.path() + "' includes itself");
            return empty(include.path());
        }
        if (++included > MAX_INCLUDES) {
            shapes.invalid(include.place(), "the file includes more than " + MAX_INCLUDES + " files");
            return empty(include.path());
        }
        return load(include.path(), include.inputs(), include.place());
    }

    private List<Include> includes(YamlValue item) {
        return switch (item) {
            case Scalar scalar ->
                shapes.text(scalar, "include")
                        .map(text -> matching(text, Map.of(), scalar.place()))
                        .orElse(List.of());
            case Mapping mapping -> includes(mapping);
            case Sequence sequence -> {
                shapes.invalid(sequence.place(), "include must be a string or a mapping");
                yield List.of();
            }
        };
    }

    private List<Include> includes(Mapping item) {
        shapes.onlyKeys(item, "include", KEYS);
        var kinds = KINDS.stream().filter(item.entries()::containsKey).toList();
        if (kinds.size() != 1) {
            shapes.invalid(item.place(), "include needs exactly one of " + String.join(", ", KINDS));
            return List.of();
        }
        var kind = kinds.getFirst();
        if (!isWanted(item, kind)) {
            return List.of();
        }
        if (!kind.equals("local")) {
            shapes.unread(item.at(kind), "this runner cannot read include:" + kind + " '" + shown(item, kind) + "'");
            return List.of();
        }
        var inputs = item.find("inputs")
                .filter(value -> !Nulls.isNull(value))
                .flatMap(value -> shapes.mapping(value, "include:inputs"))
                .map(Mapping::entries)
                .orElse(Map.of());
        return item.find("local")
                .flatMap(local -> shapes.text(local, "include:local"))
                .map(local -> matching(local, inputs, item.place()))
                .orElse(List.of());
    }

    private String shown(Mapping item, String kind) {
        var file = item.find("file")
                .map(value -> shapes.texts(value, "include:file"))
                .orElse(List.of());
        return item.find(kind)
                        .flatMap(value -> shapes.text(value, "include:" + kind))
                        .orElse("")
                + (file.isEmpty() ? "" : ": " + String.join(", ", file));
    }

    private boolean isWanted(Mapping item, String kind) {
        var rules = item.find("rules").filter(value -> !Nulls.isNull(value));
        if (rules.isEmpty()) {
            return true;
        }
        var read = new RuleReader(shapes).includeRules(rules.get());
        return switch (new RuleChoice(trigger).first(read, Expansion.expandAll(trigger.variables()))) {
            case Deciding.By(PipelineConfig.Rule rule) -> rule.when().orElse(When.ALWAYS) != When.NEVER;
            case Deciding.None _ -> false;
            case Deciding.Undecided undecided -> {
                shapes.unread(item.at(kind), undecided.message("'" + shown(item, kind) + "' is included"));
                yield false;
            }
        };
    }

    private List<Include> matching(String written, Map<String, YamlValue> inputs, Place place) {
        var given = Expansion.expand(written, Expansion.expandAll(trigger.variables()));
        if (given.startsWith("http://") || given.startsWith("https://")) {
            shapes.unread(place, "this runner cannot read include:remote '" + given + "'");
            return List.of();
        }
        var path = given.replaceFirst("^/+", "");
        var found = new ArrayList<Include>();
        if (path.indexOf('*') < 0) {
            if (files.entries().containsKey(path)) {
                found.add(new Include(path, inputs, place));
            }
        } else {
            var wildcards = wildcards(path);
            files.entries().keySet().stream()
                    .filter(wildcards::matches)
                    .forEach(file -> found.add(new Include(file, inputs, place)));
        }
        if (found.isEmpty()) {
            shapes.invalid(place, "local file '" + given + "' does not exist");
        }
        return found;
    }

    /// In includes, `*` stays within a folder, and `**` crosses folders.
    private static Pattern wildcards(String path) {
        return Pattern.compile(Pattern.quote(path).replace("\\*\\*", ".*").replace("\\*", "[^/]*"));
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
