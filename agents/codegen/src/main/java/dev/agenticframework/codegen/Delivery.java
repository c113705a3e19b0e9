package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Decision;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.MergeRequest;
import dev.agenticframework.agentapi.SourceControl.Repository;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.CodegenCompleted;
import java.util.Optional;

/// Delivers generated trees to a repository: commits them on the workflow's own branch, opens a merge request, and
/// merges it.
final class Delivery {
    private static final int SHOWN_DIGITS = 8;

    private final ArtifactStore artifacts;
    private final Targets targets;

    Delivery(ArtifactStore artifacts, Targets targets) {
        this.artifacts = artifacts;
        this.targets = targets;
    }

    TaskResult openMergeRequest(TaskContext task) {
        String service = task.inputs().get(Fields.SERVICE_NAME);
        String template = task.inputs().get(Fields.TEMPLATE);
        FileTree tree = combined(task.inputs());
        task.progress(0.3, "Combined " + tree.entries().size() + " files");

        SourceControl sources = targets.of(task).sourceControl();
        Repository repository = sources.ensureRepository(service, "Created from " + template);
        String branch = "agentic/" + task.key().workflowId();
        refuseToReplaceOthersWork(sources, repository, branch);
        String title = "Create " + service + " from " + template;
        String made = sources.commit(
                repository.id(),
                branch,
                repository.defaultBranch(),
                new SourceControl.Change.Whole(tree),
                title,
                task.requestedBy(),
                task.key().effect());
        task.log("Committed " + made + " on " + branch);
        MergeRequest request = sources.openMergeRequest(
                repository.id(),
                branch,
                repository.defaultBranch(),
                title,
                description(tree, task),
                task.requestedBy());
        task.log("Opened merge request !" + request.number() + " in " + repository.id());
        String head = head(task, made, request);
        Outputs outputs = Outputs.of(Fields.REPOSITORY, repository.id())
                .with(Fields.REPOSITORY_URL, repository.url())
                .with(Fields.BRANCH, branch)
                .with(Fields.HEAD, head)
                .with(Fields.MERGE_REQUEST, request.number());
        return TaskResult.succeeded(
                request.url()
                        .map(url -> outputs.with(Fields.MERGE_REQUEST_URL, url))
                        .orElse(outputs),
                "Opened merge request !" + request.number() + " with "
                        + tree.entries().size() + " files",
                new CodegenCompleted(
                        task.key().workflowId(),
                        task.key().taskId(),
                        service,
                        template,
                        repository.id(),
                        branch,
                        head,
                        request.number(),
                        tree.entries().size()));
    }

    /// What people have added to the branch since then belongs to the change: it is their fix before a retry.
    private static String head(TaskContext task, String made, MergeRequest request) {
        boolean added =
                request.state() == MergeRequest.State.OPEN && !request.head().equals(made);
        if (added) {
            task.log("The branch has moved on to " + request.head() + ", which is what is tested and reviewed");
        }
        return added ? request.head() : made;
    }

    TaskResult mergeChange(TaskContext task) {
        Inputs inputs = task.inputs();
        require(inputs, Fields.PIPELINE_STATUS, Pipelines.Status.SUCCEEDED, "PIPELINE_NOT_SUCCEEDED");
        require(inputs, Fields.DECISION, Decision.PASS, "POLICY_NOT_PASSED");
        var target = targets.of(task);
        String repository = target.requireRepository(inputs.get(Fields.SERVICE_NAME), inputs.get(Fields.REPOSITORY))
                .id();
        int number = inputs.get(Fields.MERGE_REQUEST);
        MergeRequest merged =
                target.sourceControl().merge(repository, number, inputs.get(Fields.HEAD), task.requestedBy());
        String commit = merged.mergeCommit()
                .orElseThrow(() -> new FailureException(Failure.internal(
                        "MERGE_COMMIT_MISSING",
                        "Merge request !" + number + " of " + repository + " was merged without a commit.",
                        "Report this defect.")));
        task.log("Merged !" + number + " as " + commit);
        return TaskResult.succeeded(Outputs.of(Fields.COMMIT, commit), "Merged !" + number + " as " + shown(commit));
    }

    private static String shown(String commit) {
        return commit.substring(0, SHOWN_DIGITS);
    }

    TaskResult locateService(TaskContext task) {
        String service = task.inputs().get(Fields.SERVICE_NAME);
        SourceControl sources = targets.of(task).sourceControl();
        Optional<Repository> found = sources.ofService(service);
        Optional<String> revision = task.inputs().find(Fields.REVISION);
        Optional<String> commit = found.flatMap(r -> sources.resolve(r.id(), revision.orElse(r.defaultBranch())));
        if (found.isPresent() && commit.isEmpty() && revision.isPresent()) {
            return TaskResult.terminal(Failure.notFound(
                    "REVISION_NOT_FOUND",
                    "The repository of '" + service + "' has no revision '" + revision.get() + "'.",
                    "Name one of its branches, tags or commits."));
        }
        if (found.isEmpty() || commit.isEmpty()) {
            return TaskResult.terminal(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "No repository exists for a service named '" + service + "'.",
                    "Create the service first, or check its name."));
        }
        return TaskResult.succeeded(
                Outputs.of(Fields.REPOSITORY, found.get().id())
                        .with(Fields.REPOSITORY_URL, found.get().url())
                        .with(Fields.COMMIT, commit.get()),
                "Found " + service + " at " + shown(commit.get()));
    }

    private FileTree combined(Inputs inputs) {
        FileTree tree = Generation.read(artifacts, inputs.get(Fields.CODE_TREE));
        for (TreePart part : new TreePart[] {TreePart.INFRASTRUCTURE, TreePart.DELIVERY}) {
            Optional<String> reference = inputs.find(part.output());
            if (reference.isPresent()) {
                tree = tree.with(Generation.read(artifacts, reference.get()));
            }
        }
        return tree;
    }

    /// A repository that has files belongs to someone, unless this workflow's own branch shows that it is ours.
    private static void refuseToReplaceOthersWork(SourceControl sources, Repository repository, String branch) {
        boolean ours = sources.resolve(repository.id(), branch).isPresent();
        if (!ours
                && !sources.read(repository.id(), repository.defaultBranch())
                        .entries()
                        .isEmpty()) {
            throw new FailureException(Failure.conflict(
                    "SERVICE_EXISTS",
                    "The repository '" + repository.id() + "' already has files.",
                    "Choose another name, or deploy the existing service."));
        }
    }

    private static <T> void require(Inputs inputs, Field<T> field, T needed, String code) {
        T given = inputs.get(field);
        if (!given.equals(needed)) {
            throw new FailureException(Failure.conflict(
                    code,
                    "'" + field.name() + "' is '" + field.type().write(given) + "'. A change merges only when it is '"
                            + field.type().write(needed) + "'.",
                    "Fix what the pipeline and the review found, then retry."));
        }
    }

    private static String description(FileTree tree, TaskContext task) {
        return "Generated for workflow " + task.key().workflowId() + ", requested by " + task.requestedBy() + ".\n\n"
                + tree.entries().size()
                + " files. `.agentic/answers.yaml` records the template, its version and the answers"
                + " it was given.\n";
    }
}
