package dev.agenticframework.agentapi;

/// The vocabulary of inputs and outputs that capabilities share. A plan is wired by these names: an output feeds every
/// later input of its name within the same service's chain of tasks.
///
/// Who gives what, on the way from a request to a verified deployment:
///
/// | capability | needs (beside the request's parameters) | gives |
/// |---|---|---|
/// | codegen.generate-code | | codeTree |
/// | codegen.generate-infrastructure | | infrastructureTree |
/// | codegen.generate-delivery | | deliveryTree |
/// | codegen.open-merge-request | codeTree, infrastructureTree?, deliveryTree? | repository, repositoryUrl, branch,
/// head, mergeRequest |
/// | deployment.run-pipeline | repository, branch, head, mergeRequest | pipelineStatus, pipelineReport |
/// | policy.review-merge-request | repository, head, mergeRequest | decision, policyReport |
/// | codegen.merge-change | repository, mergeRequest, head, pipelineStatus, decision | commit |
/// | deployment.provision | repository, commit | resources |
/// | deployment.build | repository, commit | build |
/// | policy.check-deployment | repository, commit | deploymentDecision, deploymentPolicyReport |
/// | deployment.deploy | build, commit, resources?, deploymentDecision | deploymentId, url, version,
/// runningReplicas |
/// | observability.verify | deploymentId, url | deploymentReport |
///
/// A service that exists is deployed again from its repository's default branch (`codegen.locate-service` gives
/// repository, repositoryUrl and commit), and `deployment.rollback` goes back to the release before the current one.
public final class Fields {
    private Fields() {}

    public static final Field SERVICE_NAME = Field.required("serviceName", FieldType.NAME, "the service");
    public static final Field TEMPLATE = Field.required("template", FieldType.NAME, "the software template");
    public static final Field PARAMETERS =
            Field.required("parameters", FieldType.JSON, "the template's parameters, a JSON object");
    public static final Field ENVIRONMENT = Field.required("environment", FieldType.NAME, "where to deploy");
    public static final Field STRATEGY = Field.optional("strategy", FieldType.NAME, "how to roll out");
    public static final Field REPLICAS = Field.optional("replicas", FieldType.INTEGER, "how many instances");

    public static final Field CODE_TREE = Field.required("codeTree", FieldType.ARTIFACT, "the generated code");
    public static final Field INFRASTRUCTURE_TREE =
            Field.optional("infrastructureTree", FieldType.ARTIFACT, "the generated infrastructure as code");
    public static final Field DELIVERY_TREE =
            Field.optional("deliveryTree", FieldType.ARTIFACT, "the generated pipeline, manifests and chart");

    public static final Field REPOSITORY = Field.required("repository", FieldType.NAME, "the repository's name");
    public static final Field REPOSITORY_URL =
            Field.required("repositoryUrl", FieldType.TEXT, "where to clone it from");
    public static final Field BRANCH = Field.required("branch", FieldType.TEXT, "the source branch of the change");
    public static final Field HEAD = Field.required("head", FieldType.COMMIT, "the commit under review");
    public static final Field MERGE_REQUEST =
            Field.required("mergeRequest", FieldType.INTEGER, "the merge request's number");
    public static final Field REVISION =
            Field.optional("revision", FieldType.TEXT, "the branch, tag or commit to deploy; the newest when absent");
    public static final Field COMMIT = Field.required("commit", FieldType.COMMIT, "the commit on the default branch");

    public static final Field PIPELINE_STATUS =
            Field.required("pipelineStatus", FieldType.NAME, "`succeeded` when every job that matters did");
    public static final Field PIPELINE_REPORT =
            Field.required("pipelineReport", FieldType.ARTIFACT, "the jobs, their times and logs, as JSON");
    public static final Field DECISION = Field.required("decision", FieldType.NAME, "`pass` or `block`, of the review");
    public static final Field POLICY_REPORT =
            Field.required("policyReport", FieldType.ARTIFACT, "the findings of the review, as JSON");
    public static final Field DEPLOYMENT_DECISION =
            Field.required("deploymentDecision", FieldType.NAME, "`pass` or `block`, of the gate before deployment");
    public static final Field DEPLOYMENT_POLICY_REPORT = Field.required(
            "deploymentPolicyReport", FieldType.ARTIFACT, "the findings of the gate before deployment, as JSON");

    public static final Field RESOURCES =
            Field.optional("resources", FieldType.JSON, "what was provisioned: type, name, address; no secrets");
    public static final Field BUILD = Field.required("build", FieldType.TEXT, "the build's id");
    public static final Field DEPLOYMENT_ID = Field.required("deploymentId", FieldType.TEXT, "`dep-...`");
    public static final Field URL = Field.required("url", FieldType.URL, "where the service answers");
    public static final Field VERSION = Field.required("version", FieldType.TEXT, "the released version");
    public static final Field RUNNING_REPLICAS =
            Field.required("runningReplicas", FieldType.INTEGER, "how many instances are ready");
    public static final Field DEPLOYMENT_REPORT =
            Field.required("deploymentReport", FieldType.ARTIFACT, "the written summary with its numbers, Markdown");
}
