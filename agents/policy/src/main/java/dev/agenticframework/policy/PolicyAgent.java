package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.PolicyEngine.Origin;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.Judgement;
import dev.agenticframework.agentapi.events.Judgement.Gate;
import dev.agenticframework.agentapi.events.PolicyValidated;
import dev.agenticframework.agentapi.events.PolicyViolated;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reviews merge requests and guards deployments.
public final class PolicyAgent implements Agent {
    /// The name that tasks and events carry.
    public static final String NAME = "policy";

    /// The mode when no environment is named: a change to the default branch is on its way to one.
    static final PolicyMode DEFAULT_MODE = PolicyMode.ENFORCED;

    private static final Duration ESTIMATE = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    static final Capability REVIEW = capability(
            "review-merge-request",
            "Review the change to {serviceName} against policy",
            Set.of(Effect.READS, Effect.WRITES_REPOSITORY),
            List.of(Fields.REPOSITORY, Fields.HEAD, Fields.MERGE_REQUEST, Fields.ENVIRONMENT.asOptional()),
            List.of(Fields.DECISION, Fields.POLICY_REPORT));
    static final Capability CHECK = capability(
            "check-deployment",
            "Check {serviceName} against the policy of {environment}",
            Set.of(Effect.READS),
            List.of(Fields.REPOSITORY, Fields.COMMIT, Fields.ENVIRONMENT),
            List.of(Fields.DEPLOYMENT_DECISION, Fields.DEPLOYMENT_POLICY_REPORT));

    private final Targets targets;
    private final ArtifactStore artifacts;
    private final PolicyEngine policies;
    private final Environments environments;
    private final Actions actions = Actions.of(REVIEW, this::review).with(CHECK, this::check);

    /// @param environments give the policy mode
    public PolicyAgent(Targets targets, ArtifactStore artifacts, PolicyEngine policies, Environments environments) {
        this.targets = targets;
        this.artifacts = artifacts;
        this.policies = policies;
        this.environments = environments;
    }

    private static Capability capability(
            String action, String title, Set<Effect> effects, List<Field<?>> inputs, List<Field<?>> outputs) {
        return new Capability(
                NAME, action, title, effects, inputs, outputs, ESTIMATE, TIMEOUT, ATTEMPTS, Optional.empty());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return actions.capabilities();
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        return actions.perform(task);
    }

    private TaskResult review(TaskContext task) {
        var repository = task.inputs().get(Fields.REPOSITORY);
        var head = task.inputs().get(Fields.HEAD);
        var source = targets.of(task).sourceControl();
        var origin = origin(source, repository);
        var report = report(task, source, origin, head);
        source.review(repository, task.inputs().get(Fields.MERGE_REQUEST), report.review(head));
        var reference = artifacts.put(report.json(repository, head), "application/json");
        return result(
                report,
                Outputs.of(Fields.DECISION, report.decision()).with(Fields.POLICY_REPORT, reference),
                judgement(task, Gate.MERGE_REQUEST, origin, head, report, reference));
    }

    private TaskResult check(TaskContext task) {
        var repository = task.inputs().get(Fields.REPOSITORY);
        var commit = task.inputs().get(Fields.COMMIT);
        var source = targets.of(task).sourceControl();
        var origin = origin(source, repository);
        var report = report(task, source, origin, commit);
        var reference = artifacts.put(report.json(repository, commit), "application/json");
        return result(
                report,
                Outputs.of(Fields.DEPLOYMENT_DECISION, report.decision())
                        .with(Fields.DEPLOYMENT_POLICY_REPORT, reference),
                judgement(task, Gate.DEPLOYMENT, origin, commit, report, reference));
    }

    private FindingReport report(TaskContext task, SourceControl source, Origin origin, String commit) {
        task.progress(0, "Reading " + origin.repository() + " at " + commit);
        var files = source.read(origin.repository(), commit);
        var subject = new PolicyEngine.Subject("project", files, Optional.of(origin));
        var report = new FindingReport(policies.evaluate(subject), mode(task));
        report.findings()
                .forEach(f ->
                        task.log(f.severity() + " " + f.rule() + " " + f.file() + ":" + f.line() + " " + f.message()
                                + f.waiver().map(w -> " [waived " + w + "]").orElse("")));
        return report;
    }

    private PolicyMode mode(TaskContext task) {
        return task.inputs()
                .find(Fields.ENVIRONMENT)
                .map(name -> environments.get(name).policy())
                .orElse(DEFAULT_MODE);
    }

    private static TaskResult result(FindingReport report, Outputs outputs, Judgement judgement) {
        return switch (report.decision()) {
            case PASS ->
                TaskResult.succeeded(outputs, "Policy passed: " + report.counts(), new PolicyValidated(judgement));
            case BLOCK ->
                new TaskResult.Terminal(
                        Failure.conflict(
                                "POLICY_BLOCKED",
                                report.reason(),
                                "Fix these findings; or ask to accept them in " + Waivers.PATH
                                        + " with a statement and an end date, and have that approved: agentic waiver"
                                        + " list. Then retry."),
                        outputs,
                        List.of(new PolicyViolated(judgement)));
        };
    }

    private static Origin origin(SourceControl source, String repository) {
        var service = source.repository(repository)
                .map(SourceControl.Repository::service)
                .orElse(repository);
        return new Origin(repository, service);
    }

    private static Judgement judgement(
            TaskContext task, Gate gate, Origin origin, String commit, FindingReport report, String reference) {
        return new Judgement(
                task.key().workflowId(),
                task.key().taskId(),
                origin.service(),
                origin.repository(),
                commit,
                gate,
                task.inputs().get(Fields.ENVIRONMENT, ""),
                report.mode(),
                report.decision(),
                report.violations(),
                reference);
    }
}
