package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.AgentEvent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.MergeRequest;
import dev.agenticframework.agentapi.SourceControl.Repository;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.Map;
import java.util.Optional;

/// Brings generated trees into a repository: a commit on a branch of the workflow's own, a merge request, the merge.
final class Delivery {
    private final ArtifactStore artifacts;
    private final SourceControl sources;

    Delivery(ArtifactStore artifacts, SourceControl sources) {
        this.artifacts = artifacts;
        this.sources = sources;
    }

    TaskResult openMergeRequest(TaskContext task) {
        Inputs inputs = task.inputs();
        String service = inputs.text(Fields.SERVICE_NAME.name());
        String template = inputs.text(Fields.TEMPLATE.name(), "a template");
        FileTree tree = combined(inputs);
        task.progress(0.3, "Combined " + tree.entries().size() + " files");

        Repository repository = sources.ensureRepository(service, "Made from " + template);
        String branch = "agentic/" + task.key().workflowId();
        refuseToReplaceOthersWork(repository, branch);
        String title = "Create " + service + " from " + template;
        String made = sources.commit(
                repository.name(),
                branch,
                repository.defaultBranch(),
                tree,
                title,
                task.requestedBy(),
                task.key().effect());
        task.log("commit " + made + " on " + branch);
        MergeRequest request = sources.openMergeRequest(
                repository.name(),
                branch,
                repository.defaultBranch(),
                title,
                description(tree, task),
                task.requestedBy());
        task.log("merge request !" + request.number() + " of " + repository.name());
        String head = head(task, made, request);
        return TaskResult.succeeded(
                Map.of(
                        Fields.REPOSITORY.name(), repository.name(),
                        Fields.REPOSITORY_URL.name(), repository.url(),
                        Fields.BRANCH.name(), branch,
                        Fields.HEAD.name(), head,
                        Fields.MERGE_REQUEST.name(), Integer.toString(request.number())),
                "Opened merge request !" + request.number() + " with "
                        + tree.entries().size() + " files",
                completed(task, service, template, repository, branch, head, request, tree));
    }

    /// What people have added to the branch meanwhile belongs to the change: it is what they mended before a retry.
    private static String head(TaskContext task, String made, MergeRequest request) {
        boolean added =
                request.state() == MergeRequest.State.OPEN && !request.head().equals(made);
        if (added) {
            task.log("the branch has gone on to " + request.head() + ": that is what is tested and reviewed");
        }
        return added ? request.head() : made;
    }

    TaskResult mergeChange(TaskContext task) {
        Inputs inputs = task.inputs();
        require(inputs, Fields.PIPELINE_STATUS.name(), "succeeded", "PIPELINE_NOT_SUCCEEDED");
        require(inputs, Fields.DECISION.name(), "pass", "POLICY_NOT_PASSED");
        String repository = inputs.text(Fields.REPOSITORY.name());
        int number = inputs.integer(Fields.MERGE_REQUEST.name(), 0);
        MergeRequest merged = sources.merge(repository, number, inputs.text(Fields.HEAD.name()), task.requestedBy());
        String commit = merged.mergeCommit()
                .orElseThrow(() -> new FailureException(Failure.internal(
                        "MERGE_COMMIT_MISSING",
                        "merge request !" + number + " of " + repository + " is merged without a commit",
                        "report this")));
        task.log("merged !" + number + " as " + commit);
        return TaskResult.succeeded(
                Map.of(Fields.COMMIT.name(), commit), "Merged !" + number + " as " + commit.substring(0, 8));
    }

    TaskResult locateService(TaskContext task) {
        String service = task.inputs().text(Fields.SERVICE_NAME.name());
        Optional<Repository> found = sources.repository(service);
        Optional<String> revision = task.inputs().find(Fields.REVISION.name());
        Optional<String> commit = found.flatMap(r -> sources.resolve(r.name(), revision.orElse(r.defaultBranch())));
        if (found.isPresent() && commit.isEmpty() && revision.isPresent()) {
            return TaskResult.terminal(Failure.notFound(
                    "REVISION_NOT_FOUND",
                    "the repository of '" + service + "' has no revision '" + revision.get() + "'",
                    "name a branch, a tag or a commit that it has"));
        }
        if (found.isEmpty() || commit.isEmpty()) {
            return TaskResult.terminal(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "there is no repository of a service '" + service + "'",
                    "create the service first, or check its name"));
        }
        return TaskResult.succeeded(
                Map.of(
                        Fields.REPOSITORY.name(), found.get().name(),
                        Fields.REPOSITORY_URL.name(), found.get().url(),
                        Fields.COMMIT.name(), commit.get()),
                "Found " + service + " at " + commit.get().substring(0, 8));
    }

    private FileTree combined(Inputs inputs) {
        FileTree tree = Generation.read(artifacts, inputs.text(Fields.CODE_TREE.name()));
        for (TreePart part : new TreePart[] {TreePart.INFRASTRUCTURE, TreePart.DELIVERY}) {
            Optional<String> reference = inputs.find(part.output().name());
            if (reference.isPresent()) {
                tree = tree.with(Generation.read(artifacts, reference.get()));
            }
        }
        return tree;
    }

    /// A repository that already has files is somebody's work, unless this workflow's own branch shows that it
    /// is ours.
    private void refuseToReplaceOthersWork(Repository repository, String branch) {
        boolean ours = sources.resolve(repository.name(), branch).isPresent();
        if (!ours
                && !sources.read(repository.name(), repository.defaultBranch())
                        .entries()
                        .isEmpty()) {
            throw new FailureException(Failure.conflict(
                    "SERVICE_EXISTS",
                    "the repository '" + repository.name() + "' already has files",
                    "choose another name, or deploy the service that exists"));
        }
    }

    private static void require(Inputs inputs, String name, String value, String code) {
        String given = inputs.text(name);
        if (!given.equals(value)) {
            throw new FailureException(Failure.conflict(
                    code, name + " is '" + given + "', and must be '" + value + "' to merge", "mend what was found"));
        }
    }

    private static String description(FileTree tree, TaskContext task) {
        return "Generated for workflow " + task.key().workflowId() + ", asked for by " + task.requestedBy() + ".\n\n"
                + tree.entries().size()
                + " files. `.agentic/answers.yaml` has the template, its version and the answers"
                + " that it was given.\n";
    }

    private static AgentEvent completed(
            TaskContext task,
            String service,
            String template,
            Repository repository,
            String branch,
            String head,
            MergeRequest request,
            FileTree tree) {
        return new AgentEvent(
                "codegen.completed",
                Map.of(
                        "workflow_id", task.key().workflowId(),
                        "task_id", task.key().taskId(),
                        "service_name", service,
                        "template", template,
                        "repository", repository.name(),
                        "branch", branch,
                        "commit", head,
                        "merge_request", request.number(),
                        "files", tree.entries().size()));
    }
}
