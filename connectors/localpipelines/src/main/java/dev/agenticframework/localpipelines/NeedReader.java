package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.Copy;
import dev.agenticframework.localpipelines.PipelineConfig.Need;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `needs` and `parallel`.
final class NeedReader {

    /// The most jobs that a job can need, as in GitLab.
    static final int MAX_NEEDS = 50;
    /// The most jobs that `parallel` can make, as in GitLab.
    static final int MAX_PARALLEL = 200;

    private final Shapes shapes;

    NeedReader(Shapes shapes) {
        this.shapes = shapes;
    }

    List<Need> needs(YamlValue value) {
        var needs = new ArrayList<Need>();
        if (!(value instanceof Sequence)) {
            shapes.invalid(value.place(), "needs must be a list of job names or mappings");
            return needs;
        }
        for (var item : flattened(value)) {
            switch (item) {
                case Scalar scalar ->
                    shapes.text(scalar, "needs")
                            .ifPresent(name -> needs.add(new Need(name, true, false, List.of(), scalar.place())));
                case Mapping mapping -> add(mapping, needs);
                case Sequence sequence -> shapes.invalid(sequence.place(), "needs is nested too deeply");
            }
        }
        var names = new HashSet<String>();
        for (var need : needs) {
            if (need.matrix().isEmpty() && !names.add(need.job())) {
                shapes.invalid(need.place(), "needs names " + need.job() + " twice");
            }
        }
        if (needs.size() > MAX_NEEDS) {
            shapes.invalid(value.place(), "needs has " + needs.size() + " entries, more than " + MAX_NEEDS);
        }
        return needs;
    }

    /// Reads an item, which a reference can make a list.
    private static List<YamlValue> flattened(YamlValue value) {
        var all = new ArrayList<YamlValue>();
        for (var item : Shapes.items(value)) {
            all.addAll(item instanceof Sequence nested ? nested.items() : List.of(item));
        }
        return all;
    }

    private void add(Mapping need, List<Need> needs) {
        for (var key : List.of("pipeline", "project")) {
            if (need.entries().containsKey(key)) {
                shapes.unsupported(need.at(key), "this runner does not support needs:" + key);
                return;
            }
        }
        shapes.onlyKeys(need, "needs", Set.of("job", "artifacts", "optional", "parallel", "ref"));
        var job = need.find("job").flatMap(v -> shapes.text(v, "needs:job"));
        if (job.isEmpty()) {
            shapes.invalid(need.place(), "needs must name a job");
            return;
        }
        var matrix = new ArrayList<Map<String, String>>();
        need.find("parallel").ifPresent(v -> copies(v).forEach(copy -> matrix.add(copy.variables())));
        needs.add(new Need(
                job.get(), flag(need, "artifacts", true), flag(need, "optional", false), matrix, need.place()));
    }

    private boolean flag(Mapping need, String key, boolean otherwise) {
        return need.find(key).flatMap(v -> shapes.flag(v, "needs:" + key)).orElse(otherwise);
    }

    List<Copy> copies(YamlValue value) {
        if (!(value instanceof Mapping mapping)) {
            return shapes.integer(value, "parallel", 1, MAX_PARALLEL)
                    .map(NeedReader::counted)
                    .orElse(List.of());
        }
        shapes.onlyKeys(mapping, "parallel", Set.of("matrix"));
        var rows = new ArrayList<Map<String, String>>();
        for (var entry : mapping.find("matrix").map(Shapes::items).orElse(List.of())) {
            shapes.mapping(entry, "parallel:matrix").ifPresent(row -> rows.addAll(product(row)));
        }
        if (rows.isEmpty() || rows.size() > MAX_PARALLEL) {
            shapes.invalid(
                    value.place(), "parallel:matrix makes " + rows.size() + " jobs; it must make 1 to " + MAX_PARALLEL);
            return List.of();
        }
        var copies = new ArrayList<Copy>();
        for (var row : rows) {
            copies.add(new Copy(": [" + String.join(", ", row.values()) + "]", row, copies.size() + 1, rows.size()));
        }
        return copies;
    }

    private static List<Copy> counted(int total) {
        var copies = new ArrayList<Copy>();
        for (int i = 1; i <= total; i++) {
            copies.add(new Copy(" " + i + "/" + total, Map.of(), i, total));
        }
        return copies;
    }

    /// The first variable changes slowest, as in GitLab.
    private List<Map<String, String>> product(Mapping row) {
        var rows = List.<Map<String, String>>of(Map.of());
        for (var variable : row.entries().entrySet()) {
            var longer = new ArrayList<Map<String, String>>();
            var texts = shapes.scalars(variable.getValue(), "parallel:matrix");
            for (var so : rows) {
                for (var text : texts) {
                    var with = new LinkedHashMap<>(so);
                    with.put(variable.getKey(), text);
                    longer.add(with);
                }
            }
            rows = longer.size() > MAX_PARALLEL ? longer.subList(0, MAX_PARALLEL + 1) : longer;
        }
        return rows.stream().filter(r -> !r.isEmpty()).toList();
    }
}
