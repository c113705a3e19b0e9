package dev.agenticframework.deployment;

import static dev.agenticframework.agentapi.Fields.COMMIT;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_DECISION;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_POLICY_REPORT;
import static dev.agenticframework.agentapi.Fields.ENVIRONMENT;
import static dev.agenticframework.agentapi.Fields.PLANNED_RELEASE;
import static dev.agenticframework.agentapi.Fields.REPOSITORY;
import static dev.agenticframework.agentapi.Fields.SERVICE_NAME;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.deployment.PlannedRelease.Changes;
import dev.agenticframework.deployment.PlannedRelease.PolicyResult;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes down what a deployment changes, before people approve it and it starts.
record ReviewReleaseTask(Targets targets, ArtifactStore artifacts, Environments environments)
        implements Actions.Action {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public TaskResult perform(TaskContext task) {
        var inputs = task.inputs();
        var service = inputs.get(SERVICE_NAME);
        var environment = inputs.get(ENVIRONMENT);
        var target = targets.of(task);
        var repository = target.requireRepository(service, inputs.get(REPOSITORY));
        if (environments.of(task).policy() != PolicyMode.ADVISORY
                && !isMerged(target.sourceControl(), repository, inputs.get(COMMIT))) {
            return TaskResult.terminal(Failure.conflict(
                    "COMMIT_NOT_MERGED",
                    "The commit " + inputs.get(COMMIT) + " is not on the branch '" + repository.defaultBranch()
                            + "' of '" + repository.id() + "'.",
                    "Merge it first, or deploy it to an environment whose policy is advisory."));
        }
        var replaces = InService.of(target.instances(), service, environment);
        var planned = new PlannedRelease(
                service,
                environment,
                repository.id(),
                inputs.get(COMMIT),
                replaces,
                changes(target.sourceControl(), repository.id(), replaces, inputs.get(COMMIT)),
                policy(task));
        return TaskResult.succeeded(Outputs.of(PLANNED_RELEASE, Reviews.json(planned)), summary(planned));
    }

    /// What is merged has passed its pipeline and its review.
    private static boolean isMerged(SourceControl sources, SourceControl.Repository repository, String commit) {
        return sources.resolve(repository.id(), repository.defaultBranch())
                .filter(head -> head.equals(commit)
                        || sources.compare(repository.id(), head, commit).ahead() == 0)
                .isPresent();
    }

    private static Optional<Changes> changes(
            SourceControl sources, String repository, Optional<InService> from, String to) {
        return from.map(InService::commit)
                .flatMap(commit -> sources.resolve(repository, commit))
                .map(commit -> Changes.of(sources.compare(repository, commit, to)));
    }

    private PolicyResult policy(TaskContext task) {
        var reference = task.inputs().get(DEPLOYMENT_POLICY_REPORT);
        JsonNode report = JSON.readTree(artifacts.read(reference));
        JsonNode findings = report.path("findings");
        int waived = (int)
                findings.valueStream().filter(finding -> finding.has("waiver")).count();
        return new PolicyResult(
                DEPLOYMENT_DECISION.type().write(task.inputs().get(DEPLOYMENT_DECISION)),
                report.path("mode").asString(""),
                findings.size(),
                waived,
                reference);
    }

    private static String summary(PlannedRelease planned) {
        return "Replaces " + InService.shown(planned.replaces())
                + planned.changes()
                        .map(changes -> ": " + changes.commits() + " commits, " + changes.files() + " files, "
                                + changes.migrations().size() + " migrations"
                                + (changes.missingCommits() == 0
                                        ? ""
                                        : "; without " + changes.missingCommits() + " commits that are in service"))
                        .orElse("");
    }
}
