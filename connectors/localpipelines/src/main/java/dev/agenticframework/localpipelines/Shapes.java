package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads values in the shape that a keyword requires, and collects the problems, so that one check shows all of them.
final class Shapes {

    /// The deepest nesting of lists of commands, as in GitLab.
    static final int MAX_LIST_DEPTH = 10;
    /// The most problems that are collected; nobody reads more.
    static final int MAX_FAULTS = 100;

    private final Set<Problem> problems = new LinkedHashSet<>();
    private int faults;
    private boolean incomplete;
    private String job = "";

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void about(String job) {
        this.job = job;
    }

    void invalid(Place place, String message) {
        add(Problem.Kind.INVALID, place, message);
    }

    /// Something is missing, which is invalid, unless it can be in a file that this runner did not read.
    void missing(Place place, String message) {
        if (!incomplete) {
            invalid(place, message);
        }
    }

    /// A file that belongs to the pipeline was not read.
    void unread(Place place, String message) {
        incomplete = true;
        unsupported(place, message);
    }

    void unsupported(Place place, String message) {
        add(Problem.Kind.UNSUPPORTED, place, message);
    }

    void ignored(Place place, String message) {
        add(Problem.Kind.IGNORED, place, message);
    }

    private void add(Problem.Kind kind, Place place, String message) {
        var problem =
                new Problem(kind, place, job, sentence(job.isEmpty() ? message : "Job '" + job + "': " + message));
        if (kind != Problem.Kind.INVALID || faults < MAX_FAULTS) {
            faults += problems.add(problem) && kind == Problem.Kind.INVALID ? 1 : 0;
        }
    }

    static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    Optional<String> text(YamlValue value, String keyword) {
        if (value instanceof Scalar scalar && scalar.kind() == Kind.TEXT) {
            return Optional.of(scalar.text());
        }
        invalid(value.place(), keyword + " must be a string" + quotes(value));
        return Optional.empty();
    }

    private static String quotes(YamlValue value) {
        return value instanceof Scalar scalar && scalar.kind() != Kind.NULL
                ? "; write quotes around " + scalar.text()
                : "";
    }

    Optional<Boolean> flag(YamlValue value, String keyword) {
        if (value instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
            return Optional.of(scalar.isTrue());
        }
        invalid(value.place(), keyword + " must be true or false");
        return Optional.empty();
    }

    Optional<Integer> integer(YamlValue value, String keyword, int least, int most) {
        if (value instanceof Scalar scalar
                && scalar.kind() == Kind.INTEGER
                && scalar.text().matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(scalar.text());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        invalid(value.place(), keyword + " must be a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    /// A text, or a list of texts and lists.
    List<String> texts(YamlValue value, String keyword) {
        var all = new ArrayList<String>();
        texts(value, keyword, Set.of(Kind.TEXT), all, 0);
        return all;
    }

    /// A text, number or boolean, or a list of such values and lists.
    List<String> scalars(YamlValue value, String keyword) {
        var all = new ArrayList<String>();
        texts(value, keyword, EnumSet.complementOf(EnumSet.of(Kind.NULL)), all, 0);
        return all;
    }

    private void texts(YamlValue value, String keyword, Set<Kind> kinds, List<String> all, int depth) {
        switch (value) {
            case Scalar scalar when kinds.contains(scalar.kind()) -> all.add(scalar.text());
            case Sequence sequence
            when depth < MAX_LIST_DEPTH ->
                sequence.items().forEach(item -> texts(item, keyword, kinds, all, depth + 1));
            case YamlValue other ->
                invalid(
                        other.place(),
                        keyword + " must be a string or a list of strings, nested at most " + MAX_LIST_DEPTH
                                + " levels deep" + quotes(other));
        }
    }

    List<String> textList(YamlValue value, String keyword) {
        if (value instanceof Sequence) {
            return texts(value, keyword);
        }
        invalid(value.place(), keyword + " must be a list of strings");
        return List.of();
    }

    /// The items of a list; the value itself when it is not a list.
    static List<YamlValue> items(YamlValue value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    Optional<Mapping> mapping(YamlValue value, String keyword) {
        if (value instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        invalid(value.place(), keyword + " must be a mapping");
        return Optional.empty();
    }

    void onlyKeys(Mapping mapping, String keyword, Set<String> known) {
        for (var key : mapping.entries().keySet()) {
            if (!known.contains(key)) {
                invalid(mapping.at(key), keyword + " has an unknown key: " + key);
            }
        }
    }

    Map<String, String> variables(YamlValue value, String keyword) {
        var all = new LinkedHashMap<String, String>();
        mapping(value, keyword)
                .ifPresent(mapping -> mapping.entries().forEach((name, given) -> {
                    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                        invalid(mapping.at(name), keyword + " has an invalid name of a variable: " + name);
                    } else {
                        all.put(name, variable(given, keyword + ":" + name));
                    }
                }));
        return all;
    }

    private String variable(YamlValue value, String keyword) {
        return switch (value) {
            case Scalar scalar when scalar.kind() == Kind.NULL -> "";
            case Scalar scalar -> scalar.text();
            case Mapping mapping -> {
                onlyKeys(mapping, keyword, Set.of("value", "description", "expand", "options"));
                var text = mapping.find("value").flatMap(v -> text(v, keyword)).orElse("");
                boolean raw = mapping.find("expand")
                        .flatMap(v -> flag(v, keyword + ":expand"))
                        .filter(expand -> !expand)
                        .isPresent();
                yield raw ? text.replace("$", "$$") : text;
            }
            case Sequence sequence -> {
                invalid(sequence.place(), keyword + " must be a string or a mapping with a value");
                yield "";
            }
        };
    }
}
