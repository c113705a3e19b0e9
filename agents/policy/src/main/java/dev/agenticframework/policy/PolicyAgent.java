package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.AgentEvent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.FieldType;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reviews merge requests, and guards deployments.
public final class PolicyAgent implements Agent {

    static final String NAME = "policy";
    static final String REVIEW = "review-merge-request";
    static final String CHECK = "check-deployment";

    /// What holds where no environment is named: a merge to the default branch is on its way to one.
    static final PolicyMode DEFAULT_MODE = PolicyMode.ENFORCED;

    private static final Duration ESTIMATE = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;
    private static final Field ENVIRONMENT =
            Field.optional("environment", FieldType.NAME, "the environment whose policy mode holds");

    private final SourceControl source;
    private final ArtifactStore artifacts;
    private final PolicyEngine policies;
    private final List<Environment> environments;

    public PolicyAgent(
            SourceControl source, ArtifactStore artifacts, PolicyEngine policies, List<Environment> environments) {
        this.source = source;
        this.artifacts = artifacts;
        this.policies = policies;
        this.environments = List.copyOf(environments);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(
                capability(
                        REVIEW,
                        "Review the change of {serviceName} against policy",
                        List.of(Fields.REPOSITORY, Fields.HEAD, Fields.MERGE_REQUEST, ENVIRONMENT),
                        List.of(Fields.DECISION, Fields.POLICY_REPORT)),
                capability(
                        CHECK,
                        "Check {serviceName} against the policy of {environment}",
                        List.of(Fields.REPOSITORY, Fields.COMMIT, Fields.ENVIRONMENT),
                        List.of(Fields.DEPLOYMENT_DECISION, Fields.DEPLOYMENT_POLICY_REPORT)));
    }

    private static Capability capability(String action, String title, List<Field> inputs, List<Field> outputs) {
        return new Capability(NAME, action, title, inputs, outputs, ESTIMATE, TIMEOUT, ATTEMPTS, Optional.empty());
    }

    @Override
    public TaskResult perform(TaskContext task) {
        try {
            return switch (task.action()) {
                case REVIEW -> review(task);
                case CHECK -> check(task);
                default ->
                    TaskResult.terminal(Failure.internal(
                            "ACTION_UNKNOWN", "the policy agent has no action '" + task.action() + "'", "report this"));
            };
        } catch (FailureException e) {
            return TaskResult.failed(e.failure());
        }
    }

    private TaskResult review(TaskContext task) {
        var repository = task.inputs().text(Fields.REPOSITORY.name());
        var head = task.inputs().text(Fields.HEAD.name());
        int number = Integer.parseInt(task.inputs().text(Fields.MERGE_REQUEST.name()));
        var report = report(task, repository, head);
        source.comment(repository, number, new SourceControl.Comment("policy", NAME, report.markdown(head)));
        return result(
                task, report, repository, head, Fields.DECISION.name(), Fields.POLICY_REPORT.name(), "merge_request");
    }

    private TaskResult check(TaskContext task) {
        var repository = task.inputs().text(Fields.REPOSITORY.name());
        var commit = task.inputs().text(Fields.COMMIT.name());
        return result(
                task,
                report(task, repository, commit),
                repository,
                commit,
                Fields.DEPLOYMENT_DECISION.name(),
                Fields.DEPLOYMENT_POLICY_REPORT.name(),
                "deployment");
    }

    private FindingReport report(TaskContext task, String repository, String commit) {
        task.progress(0, "reading " + repository + " at " + commit);
        var subject = new PolicyEngine.Subject("project", source.read(repository, commit));
        var report = new FindingReport(policies.evaluate(subject), mode(task));
        report.findings()
                .forEach(f ->
                        task.log(f.severity() + " " + f.rule() + " " + f.file() + ":" + f.line() + " " + f.message()
                                + f.waiver().map(w -> " [waived " + w + "]").orElse("")));
        return report;
    }

    private PolicyMode mode(TaskContext task) {
        var name = task.inputs().find(Fields.ENVIRONMENT.name());
        return environments.stream()
                .filter(e -> e.name().equals(name.orElse("")))
                .findFirst()
                .map(Environment::policy)
                .orElse(DEFAULT_MODE);
    }

    private TaskResult result(
            TaskContext task,
            FindingReport report,
            String repository,
            String commit,
            String decisionField,
            String reportField,
            String gate) {
        var reference = artifacts.put(report.json(repository, commit), "application/json");
        var outputs = Map.of(decisionField, report.decision(), reportField, reference);
        var event = new AgentEvent(
                report.passes() ? "policy.validated" : "policy.violated",
                Map.of(
                        "repository",
                        repository,
                        "commit",
                        commit,
                        "gate",
                        gate,
                        "environment",
                        task.inputs().text(Fields.ENVIRONMENT.name(), ""),
                        "mode",
                        report.mode().name().toLowerCase(java.util.Locale.ROOT),
                        "decision",
                        report.decision(),
                        "violations",
                        report.forEvent(),
                        "report",
                        reference));
        if (report.passes()) {
            return TaskResult.succeeded(outputs, "policy passed: " + report.counts(), event);
        }
        return new TaskResult.Terminal(
                Failure.conflict(
                        "POLICY_BLOCKED",
                        report.reason(),
                        "mend these findings, or waive them in " + Waivers.PATH
                                + " with a statement and an end; then retry"),
                outputs,
                List.of(event));
    }
}
