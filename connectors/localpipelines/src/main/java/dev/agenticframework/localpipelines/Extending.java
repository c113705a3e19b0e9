package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Resolves `extends`. A later name overrides an earlier one, and the job itself overrides all.
final class Extending {

    /// The deepest nesting of `extends`, as in GitLab.
    static final int MAX_LEVELS = 11;

    private static final String EXTENDS = "extends";

    private final Map<String, Mapping> jobs;
    private final Shapes shapes;
    private final Map<String, Mapping> done = new HashMap<>();

    private Extending(Map<String, Mapping> jobs, Shapes shapes) {
        this.jobs = jobs;
        this.shapes = shapes;
    }

    static Mapping extend(Mapping config, Shapes shapes) {
        var jobs = ConfigLoader.jobs(config);
        var extending = new Extending(jobs, shapes);
        var all = config;
        for (var job : jobs.keySet()) {
            all = Merging.with(all, job, extending.extended(job, List.of()));
        }
        return all;
    }

    private Mapping extended(String name, List<String> path) {
        var known = done.get(name);
        if (known != null) {
            return known;
        }
        var job = jobs.getOrDefault(
                name, new Mapping(Map.of(), Map.of(), "", new dev.agenticframework.yaml.Place("", 1)));
        var bases = job.find(EXTENDS).filter(value -> !Nulls.isNull(value));
        if (bases.isEmpty()) {
            done.put(name, job);
            return job;
        }
        var under = new Mapping(Map.of(), Map.of(), "", job.place());
        for (var base : shapes.texts(bases.get(), EXTENDS)) {
            if (!jobs.containsKey(base)) {
                shapes.missing(job.at(EXTENDS), "job '" + name + "' extends an unknown job: " + base);
            } else if (base.equals(name) || path.contains(base)) {
                shapes.invalid(job.at(EXTENDS), "job '" + name + "' extends itself");
            } else if (path.size() >= MAX_LEVELS) {
                shapes.invalid(job.at(EXTENDS), "job '" + name + "' extends too many levels of jobs");
            } else {
                var longer = new ArrayList<>(path);
                longer.add(name);
                under = Merging.deep(under, extended(base, longer));
            }
        }
        var whole = Merging.without(Merging.deep(under, job), EXTENDS);
        done.put(name, whole);
        return whole;
    }
}
