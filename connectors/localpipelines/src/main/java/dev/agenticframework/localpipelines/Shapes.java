package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes values of the shape that a keyword wants, and notes where one has another. Goes on after a fault, so that one
/// check shows all of them.
final class Shapes {

    /// How deep lists of commands may be nested, as in GitLab.
    static final int MAX_LIST_DEPTH = 10;
    /// No more faults than a person will read.
    static final int MAX_FAULTS = 100;

    private final Set<Problem> problems = new LinkedHashSet<>();
    private int faults;
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

    void unsupported(Place place, String message) {
        add(Problem.Kind.UNSUPPORTED, place, message);
    }

    void ignored(Place place, String message) {
        add(Problem.Kind.IGNORED, place, message);
    }

    private void add(Problem.Kind kind, Place place, String message) {
        var problem = new Problem(kind, place, job, job.isEmpty() ? message : "job '" + job + "': " + message);
        if (kind != Problem.Kind.INVALID || faults < MAX_FAULTS) {
            faults += problems.add(problem) && kind == Problem.Kind.INVALID ? 1 : 0;
        }
    }

    Optional<String> text(YamlValue value, String keyword) {
        if (value instanceof Scalar scalar && scalar.kind() != Kind.NULL) {
            return Optional.of(scalar.text());
        }
        invalid(value.place(), keyword + " should be a string");
        return Optional.empty();
    }

    Optional<Boolean> flag(YamlValue value, String keyword) {
        if (value instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
            return Optional.of(scalar.isTrue());
        }
        invalid(value.place(), keyword + " should be a boolean value");
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
        invalid(value.place(), keyword + " should be a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    /// One text, or a list of them that may hold lists.
    List<String> texts(YamlValue value, String keyword) {
        var all = new ArrayList<String>();
        texts(value, keyword, all, 0);
        return all;
    }

    private void texts(YamlValue value, String keyword, List<String> all, int depth) {
        switch (value) {
            case Scalar scalar when scalar.kind() != Kind.NULL -> all.add(scalar.text());
            case Sequence sequence
            when depth < MAX_LIST_DEPTH -> sequence.items().forEach(item -> texts(item, keyword, all, depth + 1));
            case YamlValue other ->
                invalid(
                        other.place(),
                        keyword + " should be a string or a nested array of strings up to " + MAX_LIST_DEPTH
                                + " levels deep");
        }
    }

    List<String> textList(YamlValue value, String keyword) {
        if (value instanceof Sequence) {
            return texts(value, keyword);
        }
        invalid(value.place(), keyword + " should be an array of strings");
        return List.of();
    }

    /// A value's items; the value itself where it is no list.
    static List<YamlValue> items(YamlValue value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    Optional<Mapping> mapping(YamlValue value, String keyword) {
        if (value instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        invalid(value.place(), keyword + " should be a hash");
        return Optional.empty();
    }

    void onlyKeys(Mapping mapping, String keyword, Set<String> known) {
        for (var key : mapping.entries().keySet()) {
            if (!known.contains(key)) {
                invalid(mapping.at(key), keyword + " contains an unknown key: " + key);
            }
        }
    }

    Map<String, String> variables(YamlValue value, String keyword) {
        var all = new LinkedHashMap<String, String>();
        mapping(value, keyword)
                .ifPresent(mapping -> mapping.entries().forEach((name, given) -> {
                    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                        invalid(mapping.at(name), keyword + " has a name that no variable can have: " + name);
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
                invalid(sequence.place(), keyword + " should be a string or a hash with a value");
                yield "";
            }
        };
    }
}
