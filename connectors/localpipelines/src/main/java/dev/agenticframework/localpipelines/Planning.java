package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.Pipeline.Needs;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import dev.agenticframework.localpipelines.PipelineConfig.AllowFailure;
import dev.agenticframework.localpipelines.PipelineConfig.Copy;
import dev.agenticframework.localpipelines.PipelineConfig.Job;
import dev.agenticframework.localpipelines.PipelineConfig.Need;
import dev.agenticframework.localpipelines.PipelineConfig.RefFilter;
import dev.agenticframework.localpipelines.PipelineConfig.Rule;
import dev.agenticframework.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which jobs a pipeline has.
final class Planning {

    private static final RefFilter DEFAULT_ONLY =
            new RefFilter(Optional.of(List.of("branches", "tags")), List.of(), List.of());

    private final PipelineConfig config;
    private final Trigger trigger;
    private final RuleChoice choice;
    private final List<Problem> problems;
    private final Map<String, String> workflowVariables = new LinkedHashMap<>();

    private Planning(PipelineConfig config, Trigger trigger, List<Problem> problems) {
        this.config = config;
        this.trigger = trigger;
        this.choice = new RuleChoice(trigger);
        this.problems = problems;
    }

    /// A trigger, and the configuration that it makes of the file.
    record Case(PipelineConfig config, Trigger trigger) {}

    /// The jobs of the pipelines that GitLab starts for these triggers. A job of several pipelines is taken once.
    ///
    /// @param problems receives what GitLab refuses at this point, and what cannot be decided here
    static Pipeline plan(List<Case> cases, List<Problem> problems) {
        var jobs = new LinkedHashMap<String, Chosen>();
        var stages = new LinkedHashSet<String>();
        for (var one : cases) {
            stages.addAll(one.config().stages());
            for (var chosen : new Planning(one.config(), one.trigger(), problems).chosen()) {
                jobs.merge(
                        chosen.name(),
                        chosen,
                        (known, more) -> known.undecided().isEmpty() ? known : more);
            }
        }
        stages.remove(ConfigReader.LAST_STAGE);
        stages.add(ConfigReader.LAST_STAGE);
        var order = List.copyOf(stages);
        var planned = jobs.values().stream()
                .map(c -> new Planned(
                        c.name(),
                        c.job(),
                        c.when(),
                        c.allowFailure(),
                        c.variables(),
                        needs(c, jobs, problems),
                        c.undecided()))
                .sorted(Comparator.comparingInt(p -> order.indexOf(p.config().stage())))
                .toList();
        return new Pipeline(order, planned);
    }

    /// A job that the rules admit.
    private record Chosen(
            String name,
            Job job,
            Copy copy,
            When when,
            AllowFailure allowFailure,
            Map<String, String> variables,
            Optional<List<Need>> needs,
            Optional<String> undecided) {

        /// The job is skipped, and says why.
        Chosen undecided(Place place, String variable) {
            var reason = place + ": " + Shapes.sentence(Deciding.undecided("the job runs", variable));
            return new Chosen(name, job, copy, When.ON_SUCCESS, allowFailure, variables, needs, Optional.of(reason));
        }
    }

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
        return chosen.stream().allMatch(c -> isEdge(c.job().stage())) ? List.of() : chosen;
    }

    /// The first and the last stage alone make no pipeline.
    private static boolean isEdge(String stage) {
        return stage.equals(ConfigReader.FIRST_STAGE) || stage.equals(ConfigReader.LAST_STAGE);
    }

    private boolean wanted() {
        if (config.workflow().isEmpty()) {
            return true;
        }
        var variables = Expansion.expandAll(variables(Map.of(), Map.of()));
        return switch (choice.first(config.workflow().get(), variables)) {
            case Deciding.By(Rule rule) -> {
                workflowVariables.putAll(rule.variables());
                yield rule.when().orElse(When.ALWAYS) != When.NEVER;
            }
            case Deciding.None _ -> false;
            case Deciding.Undecided(Rule rule, String variable) -> {
                problems.add(new Problem(
                        Problem.Kind.UNSUPPORTED,
                        rule.place(),
                        "",
                        Shapes.sentence(Deciding.undecided("a pipeline runs", variable))));
                yield false;
            }
        };
    }

    private Optional<Chosen> choose(Job job, Copy copy) {
        var global = new LinkedHashMap<>(config.variables());
        global.putAll(workflowVariables);
        job.inheritVariables().ifPresent(names -> global.keySet().retainAll(names));
        var own = new LinkedHashMap<>(job.variables());
        own.putAll(copy.variables());
        own.put("CI_JOB_NAME", job.name() + copy.suffix());
        own.put("CI_JOB_STAGE", job.stage());
        if (copy.index() > 0) {
            own.put("CI_NODE_INDEX", Integer.toString(copy.index()));
        }
        own.put("CI_NODE_TOTAL", Integer.toString(copy.total()));
        var variables = variables(global, own);
        var name = job.name() + copy.suffix();
        var without = new Chosen(name, job, copy, job.when(), allowed(job), variables, job.needs(), Optional.empty());
        if (job.rules().isEmpty()) {
            return switch (filtered(job, Expansion.expandAll(variables))) {
                case Decision.Yes _ -> Optional.of(without);
                case Decision.No _ -> Optional.empty();
                case Decision.Unknown(String variable) -> Optional.of(without.undecided(job.place(), variable));
            };
        }
        return switch (choice.first(job.rules().get(), Expansion.expandAll(variables))) {
            case Deciding.None _ -> Optional.empty();
            case Deciding.Undecided(Rule rule, String variable) ->
                Optional.of(without.undecided(rule.place(), variable));
            case Deciding.By(Rule rule) -> {
                var when = rule.when().orElse(job.when());
                own.putAll(rule.variables());
                yield when == When.NEVER
                        ? Optional.empty()
                        : Optional.of(new Chosen(
                                name,
                                job,
                                copy,
                                when,
                                rule.allowFailure().orElseGet(() -> allowed(job)),
                                variables(global, own),
                                rule.needs().or(job::needs),
                                Optional.empty()));
            }
        };
    }

    /// A job that is manual by itself can fail; one that a rule makes manual cannot.
    private static AllowFailure allowed(Job job) {
        return job.allowFailure().orElse(job.when() == When.MANUAL ? AllowFailure.YES : AllowFailure.NO);
    }

    private Map<String, String> variables(Map<String, String> global, Map<String, String> own) {
        var all = new LinkedHashMap<>(trigger.variables());
        all.putAll(global.isEmpty() && own.isEmpty() ? config.variables() : global);
        all.putAll(own);
        all.putAll(trigger.given());
        return all;
    }

    /// A job without rules runs for branches and tags. If the file has `workflow: rules`, only those decide.
    private Decision filtered(Job job, Map<String, String> variables) {
        if (config.workflow().isPresent()
                && job.only().isEmpty()
                && job.except().isEmpty()) {
            return new Decision.Yes();
        }
        return passes(job.only().orElse(DEFAULT_ONLY), variables)
                .and(job.except()
                        .map(except -> excluded(except, variables).negated())
                        .orElse(new Decision.Yes()));
    }

    private Decision passes(RefFilter only, Map<String, String> variables) {
        boolean refs =
                only.refs().or(() -> DEFAULT_ONLY.refs()).orElseThrow().stream().anyMatch(this::refMatches);
        return Decision.of(refs && choice.changed(only.changes(), variables))
                .and(only.variables().isEmpty() ? new Decision.Yes() : any(only.variables(), variables));
    }

    private Decision excluded(RefFilter except, Map<String, String> variables) {
        boolean known = except.refs().orElse(List.of()).stream().anyMatch(this::refMatches)
                || (!except.changes().isEmpty() && choice.changed(except.changes(), variables));
        return known ? new Decision.Yes() : any(except.variables(), variables);
    }

    private static Decision any(List<Expression> conditions, Map<String, String> variables) {
        return conditions.stream()
                .map(condition -> condition.decide(variables).negated())
                .reduce(new Decision.Yes(), Decision::and)
                .negated();
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
                        && pattern.map(p -> p.matcher(trigger.branch()).find()).orElse(ref.equals(trigger.branch()));
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
