package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Renders the `fetch:template` steps of a template. It is deterministic: no clock, no randomness, and files in
/// sorted order.
public final class TemplateRenderer {
    private static final String MUSTACHE = ".mustache";
    private static final Set<String> INPUTS =
            Set.of("url", "values", "targetPath", "copyWithoutTemplating", "copyWithoutRender", "replace");

    private TemplateRenderer() {}

    /// Renders the wanted steps whose `if` is true.
    ///
    /// @param given the parameters; derived and default values are added
    /// @param wanted which of the rendering steps
    /// @return the tree, or what is wrong with the parameters or the template
    public static Checked<FileTree> render(Template template, JsonNode given, Predicate<Step> wanted) {
        return template.parameters().check(given).then(parameters -> {
            try {
                Map<String, Object> context = Map.of(
                        "parameters",
                        Values.of(parameters, template.parameters().properties().keySet()));
                Tree tree = new Tree();
                for (Step step : template.steps()) {
                    if (step.rendersSkeleton() && wanted.test(step)) {
                        new StepRendering(template, step, context, tree).run();
                    }
                }
                return new Checked.Ok<>(tree.whole());
            } catch (TemplateException e) {
                return new Checked.Refused<>(List.of(e.problem()));
            }
        });
    }

    /// The files that are rendered so far.
    private static final class Tree {
        private final Map<String, FileTree.Entry> files = new TreeMap<>();
        private long bytes;

        void add(String source, RelativePath path, FileTree.Entry file, boolean replace) {
            if (files.put(path.value(), file) != null && !replace) {
                throw TemplateException.render(
                        source,
                        "'" + path.value() + "' is generated twice.",
                        "Generate it once, or set replace: true.");
            }
            bytes += file.content().length;
            if (files.size() > FileTree.MAX_FILES || bytes > FileTree.MAX_BYTES) {
                throw TemplateException.limit(
                        source,
                        "The tree exceeds " + FileTree.MAX_FILES + " files or " + FileTree.MAX_BYTES + " bytes.");
            }
        }

        FileTree whole() {
            try {
                return FileTree.of(files);
            } catch (FailureException e) {
                throw TemplateException.render(
                        TemplateDocument.FILE,
                        e.failure().message(),
                        e.failure().remedy());
            }
        }
    }

    private record StepRendering(Template template, Step step, Map<String, Object> context, Tree tree) {

        void run() {
            if (step.condition().isPresent() && !holds(step.condition().get())) {
                return;
            }
            for (String name : step.input().propertyNames()) {
                if (!INPUTS.contains(name)) {
                    throw TemplateException.invalid(
                            where("input." + name),
                            "is not supported.",
                            "The supported inputs are: " + String.join(", ", INPUTS) + ".");
                }
            }
            String source = RelativePath.of(text("url")).value();
            NavigableMap<String, TemplateFile> files = template.folder().below(source);
            if (files.isEmpty()) {
                throw TemplateException.invalid(
                        where("input.url"),
                        "names the folder '" + source + "', which the template does not have.",
                        "Add the folder.");
            }
            String target = step.input().has("targetPath") ? text("targetPath") : ".";
            Map<String, Object> values =
                    Map.of("values", Values.of(resolve("values", step.input().path("values")), Set.of()));
            List<PathMatcher> copied = copied();
            boolean replace = step.input().path("replace").asBoolean(false);
            files.forEach((path, file) -> {
                String from = source + "/" + path;
                boolean copy = copied.stream().anyMatch(glob -> glob.matches(Path.of(path)));
                String name = target + "/" + path(from, path, values);
                if (!name.endsWith("/")) {
                    add(from, name, file, copy, values, replace);
                }
            });
        }

        private void add(
                String from,
                String name,
                TemplateFile file,
                boolean copy,
                Map<String, Object> values,
                boolean replace) {
            boolean mustache = name.endsWith(MUSTACHE) && !copy;
            String to = mustache ? name.substring(0, name.length() - MUSTACHE.length()) : name;
            FileTree.Entry rendered = copy ? file.asIs() : rendered(from, file, mustache, values);
            tree.add(from, RelativePath.of(to), rendered, replace);
        }

        private FileTree.Entry rendered(String from, TemplateFile file, boolean mustache, Map<String, Object> values) {
            if (file.text().isEmpty()
                    || (!mustache && TextTemplates.plain(file.text().get()))) {
                return file.asIs();
            }
            String text = file.text().get();
            String result = mustache
                    ? template.texts().mustache(from, text, namesAndValues(values))
                    : template.texts().render(from, text, values);
            return new FileTree.Entry(
                    result.getBytes(StandardCharsets.UTF_8), file.asIs().executable());
        }

        /// Mustache also sees the values by their plain names.
        private static Map<String, Object> namesAndValues(Map<String, Object> values) {
            Map<String, Object> all = new LinkedHashMap<>(values);
            values.values().forEach(inner -> ((Values) inner).forEach(all::putIfAbsent));
            return all;
        }

        /// The rendered path; empty when a part of it renders to nothing, and so the file is left out.
        private String path(String from, String path, Map<String, Object> values) {
            List<String> parts = new ArrayList<>();
            for (String part : path.split("/", -1)) {
                String rendered = template.texts().render(from, part, values);
                if (rendered.isBlank()) {
                    return "";
                }
                parts.add(rendered);
            }
            return String.join("/", parts);
        }

        private List<PathMatcher> copied() {
            List<PathMatcher> globs = new ArrayList<>();
            for (String name : List.of("copyWithoutTemplating", "copyWithoutRender")) {
                step.input().path(name).forEach(glob -> {
                    try {
                        globs.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.asString("")));
                    } catch (java.util.regex.PatternSyntaxException e) {
                        throw TemplateException.invalid(
                                where("input." + name), "is not a glob.", "Use a glob pattern.");
                    }
                });
            }
            return globs;
        }

        private boolean holds(String condition) {
            JsonNode value = template.texts().evaluate(where("if"), condition, context);
            String text = value.isValueNode() ? value.asString("") : "true";
            return !text.isEmpty() && !text.equals("false") && !text.equals("0");
        }

        private String text(String name) {
            JsonNode value = resolve(name, step.input().path(name));
            if (!value.isString()) {
                throw TemplateException.invalid(where("input." + name), "must be text.", "Use a string.");
            }
            return value.asString();
        }

        private JsonNode resolve(String name, JsonNode value) {
            if (value.isString()) {
                return template.texts().evaluate(where("input." + name), value.asString(), context);
            }
            if (value.isObject()) {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                value.properties().forEach(e -> object.set(e.getKey(), resolve(name + "." + e.getKey(), e.getValue())));
                return object;
            }
            if (value.isArray()) {
                var array = JsonNodeFactory.instance.arrayNode();
                value.forEach(item -> array.add(resolve(name, item)));
                return array;
            }
            return value;
        }

        private String where(String field) {
            return TemplateDocument.FILE + " step '" + step.id() + "' " + field;
        }
    }
}
