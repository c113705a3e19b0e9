package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.localpipelines.PipelineConfig.Job;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads and checks a whole pipeline's configuration.
final class ConfigReader {

    static final String PATH = ".gitlab-ci.yml";
    static final List<String> DEFAULT_STAGES = List.of("build", "test", "deploy");
    static final String FIRST_STAGE = ".pre";
    static final String LAST_STAGE = ".post";
    /// The most jobs of a file, as in GitLab.
    static final int MAX_JOB_NAME_CHARS = 255;
    static final int MAX_JOBS = 1_000;

    private static final Set<String> OLD_DEFAULTS =
            Set.of("image", "services", "before_script", "after_script", "cache");

    private final Shapes shapes = new Shapes();

    /// A configuration and its problems.
    record Result(PipelineConfig config, List<Problem> problems) {

        List<Problem> of(Problem.Kind kind) {
            return problems.stream().filter(p -> p.kind() == kind).toList();
        }
    }

    /// Reads the configuration for a trigger, which decides what is included.
    static Result read(FileTree files, Trigger trigger) {
        return new ConfigReader().config(files, trigger);
    }

    private Result config(FileTree files, Trigger trigger) {
        var root = ConfigLoader.load(files, PATH, trigger, shapes);
        var stages = stages(root);
        var config = new PipelineConfig(
                stages,
                root.find("variables")
                        .map(v -> shapes.variables(v, "variables"))
                        .orElse(Map.of()),
                root.find("workflow")
                        .flatMap(v -> shapes.mapping(v, "workflow"))
                        .flatMap(this::workflow),
                jobs(root));
        if (config.jobs().size() > MAX_JOBS) {
            shapes.invalid(root.place(), "the file has " + config.jobs().size() + " jobs, more than " + MAX_JOBS);
        }
        new JobGraphCheck(config, shapes).check();
        return new Result(config, List.copyOf(shapes.problems()));
    }

    private List<String> stages(Mapping root) {
        var named = root.find("stages").map(v -> shapes.textList(v, "stages")).orElse(DEFAULT_STAGES);
        var stages = new ArrayList<String>();
        stages.add(FIRST_STAGE);
        named.stream()
                .filter(s -> !s.equals(FIRST_STAGE) && !s.equals(LAST_STAGE))
                .distinct()
                .forEach(stages::add);
        stages.add(LAST_STAGE);
        return stages;
    }

    private java.util.Optional<List<PipelineConfig.Rule>> workflow(Mapping workflow) {
        shapes.onlyKeys(workflow, "workflow", Set.of("rules", "name", "auto_cancel"));
        return workflow.find("rules").map(v -> new RuleReader(shapes).workflowRules(v));
    }

    private Mapping defaults(Mapping root) {
        var defaults = new Mapping(Map.of(), Map.of(), "", root.place());
        for (var key : OLD_DEFAULTS) {
            if (root.entries().containsKey(key)) {
                defaults = Merging.with(defaults, key, root.entries().get(key));
            }
        }
        var written = root.find("default").flatMap(v -> shapes.mapping(v, "default"));
        if (written.isPresent()) {
            shapes.onlyKeys(written.get(), "default", Keywords.DEFAULTS);
            for (var key : OLD_DEFAULTS) {
                if (written.get().entries().containsKey(key) && root.entries().containsKey(key)) {
                    shapes.invalid(
                            root.at(key), key + " is defined both at the top and in `default`; keep one of them");
                }
            }
            return Merging.deep(defaults, written.get());
        }
        return defaults;
    }

    private List<Job> jobs(Mapping root) {
        var reader = new JobReader(shapes, defaults(root));
        var jobs = new ArrayList<Job>();
        root.entries().forEach((name, value) -> {
            if (!Keywords.GLOBAL.contains(name) && !name.startsWith(".")) {
                job(root, name, value, reader, jobs);
            }
        });
        boolean broken = !shapes.problems().isEmpty();
        if (jobs.isEmpty() && !broken) {
            shapes.missing(root.place(), "the file must have at least one job whose name does not begin with a dot");
        }
        return jobs;
    }

    private void job(Mapping root, String name, YamlValue value, JobReader reader, List<Job> jobs) {
        if (name.isBlank() || name.length() > MAX_JOB_NAME_CHARS || Keywords.RESERVED.contains(name)) {
            shapes.invalid(root.at(name), "'" + name + "' is not a valid name of a job");
        } else if (value instanceof Mapping mapping) {
            jobs.add(reader.read(name, mapping));
        } else {
            shapes.invalid(root.at(name), "job '" + name + "' must be a mapping");
        }
    }
}
