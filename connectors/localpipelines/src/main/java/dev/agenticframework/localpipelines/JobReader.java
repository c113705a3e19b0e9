package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.Copy;
import dev.agenticframework.localpipelines.PipelineConfig.Job;
import dev.agenticframework.localpipelines.PipelineConfig.Retry;
import dev.agenticframework.localpipelines.PipelineConfig.Service;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one job together with the defaults that it inherits.
final class JobReader {

    static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);
    static final int MAX_RETRIES = 2;
    static final String DEFAULT_STAGE = "test";

    private static final Set<String> RETRY_REASONS = Set.of(
            "always",
            "unknown_failure",
            "script_failure",
            "api_failure",
            "stuck_or_timeout_failure",
            "runner_system_failure",
            "runner_unsupported",
            "stale_schedule",
            "job_execution_timeout",
            "archived_failure",
            "unmet_prerequisites",
            "scheduler_failure",
            "data_integrity_failure");

    private final Shapes shapes;
    private final Mapping defaults;
    private final RuleReader rules;
    private final NeedReader needs;
    private final FileReader files;

    JobReader(Shapes shapes, Mapping defaults) {
        this.shapes = shapes;
        this.defaults = defaults;
        this.rules = new RuleReader(shapes);
        this.needs = new NeedReader(shapes);
        this.files = new FileReader(shapes);
    }

    Job read(String name, Mapping written) {
        shapes.about(name);
        int before = shapes.problems().size();
        var job = withDefaults(written);
        checkKeywords(job);
        var read = new Job(
                name,
                written.place(),
                job.find("stage").flatMap(v -> shapes.text(v, "stage")).orElse(DEFAULT_STAGE),
                commands(job, "before_script"),
                commands(job, "script"),
                commands(job, "after_script"),
                job.find("variables").map(v -> shapes.variables(v, "variables")).orElse(Map.of()),
                inheritedVariables(written),
                job.find("rules").map(v -> rules.jobRules(v)),
                job.find("only").map(v -> rules.filter(v, "only")),
                job.find("except").map(v -> rules.filter(v, "except")),
                job.find("when").flatMap(v -> rules.when(v, "when")).orElse(When.ON_SUCCESS),
                job.find("allow_failure").flatMap(v -> rules.allowFailure(v, true)),
                job.find("needs").map(needs::needs),
                job.find("dependencies").map(v -> shapes.textList(v, "dependencies")),
                job.find("cache").map(files::caches).orElse(List.of()),
                job.find("artifacts").flatMap(files::artifacts),
                job.find("retry").map(this::retry).orElse(Retry.NEVER),
                job.find("timeout").map(this::timeout).orElse(DEFAULT_TIMEOUT),
                job.find("services").map(this::services).orElse(List.of()),
                job.find("parallel")
                        .map(needs::copies)
                        .filter(c -> !c.isEmpty())
                        .orElse(List.of(Copy.ONLY)),
                List.copyOf(shapes.problems().subList(before, shapes.problems().size())));
        shapes.about("");
        return read;
    }

    private Mapping withDefaults(Mapping job) {
        var inherit = job.find("inherit")
                .flatMap(v -> v instanceof Mapping mapping ? mapping.find("default") : Optional.empty());
        var whole = job;
        for (var key : defaults.entries().keySet()) {
            if (!job.entries().containsKey(key) && inherits(inherit, key)) {
                whole = Merging.with(whole, key, defaults.entries().get(key));
            }
        }
        return whole;
    }

    private boolean inherits(Optional<YamlValue> inherit, String key) {
        return inherit.isEmpty()
                || (inherit.get() instanceof Scalar scalar
                        ? !scalar.text().equals("false")
                        : shapes.texts(inherit.get(), "inherit:default").contains(key));
    }

    private Optional<Set<String>> inheritedVariables(Mapping job) {
        return job.find("inherit").flatMap(v -> shapes.mapping(v, "inherit")).flatMap(inherit -> {
            shapes.onlyKeys(inherit, "inherit", Set.of("default", "variables"));
            return inherit.find("variables").flatMap(v -> {
                if (v instanceof Scalar scalar) {
                    return scalar.text().equals("false") ? Optional.of(Set.of()) : Optional.empty();
                }
                return Optional.of(Set.copyOf(shapes.texts(v, "inherit:variables")));
            });
        });
    }

    private void checkKeywords(Mapping job) {
        for (var key : job.entries().keySet()) {
            if (!Keywords.isJobKeyword(key)) {
                shapes.invalid(job.at(key), "unknown keyword: " + key);
            } else if (Keywords.UNSUPPORTED.contains(key)) {
                shapes.unsupported(job.at(key), "this runner does not support '" + key + "'");
            } else if (Keywords.IGNORED.containsKey(key)) {
                shapes.ignored(job.at(key), "'" + key + "' is ignored: " + Keywords.IGNORED.get(key));
            }
        }
        new OtherKeywords(shapes).check(job);
        boolean runs = job.entries().containsKey("script")
                || job.entries().containsKey("trigger")
                || job.entries().containsKey("run");
        if (!runs) {
            shapes.missing(job.place(), "the job must have a script, run or trigger");
        }
        for (var old : List.of("only", "except")) {
            if (job.entries().containsKey("rules") && job.entries().containsKey(old)) {
                shapes.invalid(job.at(old), "a job with `rules` cannot have " + old);
            }
        }
    }

    private List<String> commands(Mapping job, String key) {
        var commands = job.find(key).map(v -> shapes.texts(v, key)).orElse(List.of());
        if (key.equals("script") && job.entries().containsKey(key) && commands.isEmpty()) {
            shapes.missing(job.at(key), "script is empty");
        }
        return commands;
    }

    private Retry retry(YamlValue value) {
        if (!(value instanceof Mapping mapping)) {
            return new Retry(shapes.integer(value, "retry", 0, MAX_RETRIES).orElse(0), Set.of("always"), Set.of());
        }
        shapes.onlyKeys(mapping, "retry", Set.of("max", "when", "exit_codes"));
        int max = mapping.find("max")
                .flatMap(v -> shapes.integer(v, "retry:max", 0, MAX_RETRIES))
                .orElse(0);
        var when = new HashSet<String>();
        mapping.find("when").ifPresent(v -> when.addAll(shapes.texts(v, "retry:when")));
        if (!RETRY_REASONS.containsAll(when)) {
            shapes.invalid(mapping.at("when"), "retry:when contains unknown values: " + when);
        }
        var codes = new HashSet<Integer>();
        mapping.find("exit_codes")
                .ifPresent(v -> Shapes.items(v)
                        .forEach(code ->
                                shapes.integer(code, "retry:exit_codes", 0, 255).ifPresent(codes::add)));
        return new Retry(max, when.isEmpty() && codes.isEmpty() ? Set.of("always") : when, codes);
    }

    private Duration timeout(YamlValue value) {
        var duration = shapes.text(value, "timeout").flatMap(DurationText::parse);
        if (duration.isEmpty() || duration.get().isZero()) {
            shapes.invalid(value.place(), "timeout must be a duration, such as 1h 30m");
        }
        return duration.orElse(DEFAULT_TIMEOUT);
    }

    private List<Service> services(YamlValue value) {
        var services = new ArrayList<Service>();
        for (var item : Shapes.items(value)) {
            if (item instanceof Mapping mapping) {
                shapes.onlyKeys(
                        mapping,
                        "services:service",
                        Set.of(
                                "name",
                                "alias",
                                "entrypoint",
                                "command",
                                "variables",
                                "pull_policy",
                                "docker",
                                "kubernetes"));
                var name = mapping.find("name")
                        .flatMap(v -> shapes.text(v, "services:service:name"))
                        .orElse("");
                if (name.isEmpty()) {
                    shapes.invalid(mapping.place(), "services:service must have a name");
                }
                services.add(new Service(
                        name,
                        mapping.find("alias")
                                .flatMap(v -> shapes.text(v, "services:service:alias"))
                                .orElse(""),
                        mapping.find("variables")
                                .map(v -> shapes.variables(v, "services:service:variables"))
                                .orElse(Map.of())));
            } else {
                shapes.text(item, "services:service").ifPresent(name -> services.add(new Service(name, "", Map.of())));
            }
        }
        return services;
    }
}
