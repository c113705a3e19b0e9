package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.Pipeline.Needs;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import dev.agenticframework.localpipelines.PipelineConfig.AllowFailure;
import dev.agenticframework.localpipelines.PipelineConfig.Copy;
import dev.agenticframework.localpipelines.PipelineConfig.Job;
import dev.agenticframework.localpipelines.PipelineConfig.Need;
import dev.agenticframework.localpipelines.PipelineConfig.RefFilter;
import dev.agenticframework.localpipelines.PipelineConfig.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which jobs a pipeline has.
final class Planning {

    private static final RefFilter DEFAULT_ONLY =
            new RefFilter(Optional.of(List.of("branches", "tags")), List.of(), List.of());

    private final PipelineConfig config;
    private final Trigger trigger;
    private final Map<String, String> workflowVariables = new LinkedHashMap<>();

    private Planning(PipelineConfig config, Trigger trigger) {
        this.config = config;
        this.trigger = trigger;
    }

    /// The jobs of the pipelines that GitLab starts for these triggers. A job of several pipelines is taken once.
    ///
    /// @param problems receives what GitLab refuses at this point
    static Pipeline plan(PipelineConfig config, List<Trigger> triggers, List<Problem> problems) {
        var jobs = new LinkedHashMap<String, Chosen>();
        for (var trigger : triggers) {
            for (var chosen : new Planning(config, trigger).chosen()) {
                jobs.putIfAbsent(chosen.name(), chosen);
            }
        }
        var planned = jobs.values().stream()
                .map(c -> new Planned(
                        c.name(), c.job(), c.when(), c.allowFailure(), c.variables(), needs(c, jobs, problems)))
                .sorted(java.util.Comparator.comparingInt(
                        p -> config.stages().indexOf(p.config().stage())))
                .toList();
        return new Pipeline(config.stages(), planned);
    }

    /// A job that the rules admit.
    private record Chosen(
            String name,
            Job job,
            Copy copy,
            When when,
            AllowFailure allowFailure,
            Map<String, String> variables,
            Optional<List<Need>> needs) {}

    private List<Chosen> chosen() {
        var chosen = new ArrayList<Chosen>();
        if (!wanted()) {
            return chosen;
        }
        for (var job : config.jobs()) {
            for (var copy : job.copies()) {
                choose(job, copy).ifPresent(chosen::add);
            }
        }
        return chosen;
    }

    private boolean wanted() {
        if (config.workflow().isEmpty()) {
            return true;
        }
        var variables = Expansion.expandAll(variables(Map.of(), Map.of()));
        var rule = first(config.workflow().get(), variables);
        rule.ifPresent(r -> workflowVariables.putAll(r.variables()));
        return rule.isPresent() && rule.get().when().orElse(When.ALWAYS) != When.NEVER;
    }

    private Optional<Chosen> choose(Job job, Copy copy) {
        var global = new LinkedHashMap<>(config.variables());
        global.putAll(workflowVariables);
        job.inheritVariables().ifPresent(names -> global.keySet().retainAll(names));
        var own = new LinkedHashMap<>(job.variables());
        own.putAll(copy.variables());
        own.put("CI_JOB_NAME", job.name() + copy.suffix());
        own.put("CI_JOB_STAGE", job.stage());
        var variables = variables(global, own);
        var name = job.name() + copy.suffix();
        if (job.rules().isEmpty()) {
            return filtered(job, Expansion.expandAll(variables))
                    ? Optional.of(new Chosen(
                            name, job, copy, job.when(), allowed(job, job.when(), true), variables, job.needs()))
                    : Optional.empty();
        }
        var rule = first(job.rules().get(), Expansion.expandAll(variables));
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        var when = rule.get().when().orElse(job.when());
        if (when == When.NEVER) {
            return Optional.empty();
        }
        own.putAll(rule.get().variables());
        return Optional.of(new Chosen(
                name,
                job,
                copy,
                when,
                rule.get().allowFailure().orElseGet(() -> allowed(job, when, false)),
                variables(global, own),
                rule.get().needs().or(job::needs)));
    }

    private static AllowFailure allowed(Job job, When when, boolean manualMayBeLeft) {
        return job.allowFailure().orElse(when == When.MANUAL && manualMayBeLeft ? AllowFailure.YES : AllowFailure.NO);
    }

    private Map<String, String> variables(Map<String, String> global, Map<String, String> own) {
        var all = new LinkedHashMap<>(trigger.variables());
        all.putAll(global.isEmpty() && own.isEmpty() ? config.variables() : global);
        all.putAll(own);
        all.putAll(trigger.given());
        return all;
    }

    private Optional<Rule> first(List<Rule> rules, Map<String, String> variables) {
        return rules.stream().filter(rule -> holds(rule, variables)).findFirst();
    }

    private boolean holds(Rule rule, Map<String, String> variables) {
        return rule.condition().map(c -> c.holds(variables)).orElse(true)
                && changed(rule.changes(), variables)
                && (rule.exists().isEmpty() || anyMatches(rule.exists(), trigger.files(), variables));
    }

    private boolean changed(List<String> globs, Map<String, String> variables) {
        return globs.isEmpty()
                || trigger.changed()
                        .map(paths -> anyMatches(globs, paths, variables))
                        .orElse(true);
    }

    private static boolean anyMatches(List<String> globs, Iterable<String> paths, Map<String, String> variables) {
        for (var glob : globs) {
            var compiled = Glob.of(Expansion.expand(glob, variables).replaceFirst("^/", ""));
            for (var path : paths) {
                if (compiled.matches(path)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A job without rules runs for branches and tags. If the file has `workflow: rules`, only those decide.
    private boolean filtered(Job job, Map<String, String> variables) {
        if (config.workflow().isPresent()
                && job.only().isEmpty()
                && job.except().isEmpty()) {
            return true;
        }
        return passes(job.only().orElse(DEFAULT_ONLY), variables)
                && job.except().map(except -> !excluded(except, variables)).orElse(true);
    }

    private boolean passes(RefFilter only, Map<String, String> variables) {
        return only.refs().or(() -> DEFAULT_ONLY.refs()).orElseThrow().stream().anyMatch(this::refMatches)
                && (only.variables().isEmpty() || only.variables().stream().anyMatch(v -> v.holds(variables)))
                && changed(only.changes(), variables);
    }

    private boolean excluded(RefFilter except, Map<String, String> variables) {
        return except.refs().orElse(List.of()).stream().anyMatch(this::refMatches)
                || except.variables().stream().anyMatch(v -> v.holds(variables))
                || (!except.changes().isEmpty() && changed(except.changes(), variables));
    }

    private boolean refMatches(String ref) {
        boolean mergeRequest = trigger.source() == Trigger.Source.MERGE_REQUEST_EVENT;
        return switch (ref) {
            case "merge_requests" -> mergeRequest;
            case "branches", "pushes" -> !mergeRequest;
            case "tags",
                    "api",
                    "web",
                    "schedules",
                    "triggers",
                    "pipelines",
                    "external",
                    "chat",
                    "external_pull_requests" -> false;
            default -> {
                var pattern = Expression.pattern(ref);
                yield !mergeRequest
                        && (pattern == null
                                ? ref.equals(trigger.branch())
                                : pattern.matcher(trigger.branch()).find());
            }
        };
    }

    private static Needs needs(Chosen chosen, Map<String, Chosen> jobs, List<Problem> problems) {
        if (chosen.needs().isEmpty()) {
            return new Needs.EarlierStages();
        }
        var names = new LinkedHashMap<String, Boolean>();
        for (var need : chosen.needs().get()) {
            var found = jobs.values().stream().filter(j -> meets(j, need)).toList();
            found.forEach(j -> names.put(j.name(), need.artifacts()));
            if (found.isEmpty() && !need.optional()) {
                problems.add(new Problem(
                        Problem.Kind.INVALID,
                        need.place(),
                        chosen.name(),
                        "job '" + chosen.name() + "' needs '" + need.job()
                                + "', which its rules exclude from this pipeline"));
            }
        }
        return new Needs.Jobs(names);
    }

    private static boolean meets(Chosen job, Need need) {
        return (job.job().name().equals(need.job()) || job.name().equals(need.job()))
                && (need.matrix().isEmpty()
                        || need.matrix().stream()
                                .anyMatch(
                                        row -> job.copy().variables().entrySet().containsAll(row.entrySet())));
    }
}
