package dev.agenticframework.agentapi;

import java.net.URI;

/// The inputs and outputs that capabilities share. Their names wire a plan: an output feeds every later input of its
/// name in the chain of tasks for the same service.
///
/// From a request to a verified deployment:
///
/// | capability | needs (in addition to the request's parameters) | gives |
/// |---|---|---|
/// | codegen.generate-code | | codeTree |
/// | codegen.generate-infrastructure | | infrastructureTree |
/// | codegen.generate-delivery | | deliveryTree |
/// | codegen.open-merge-request | codeTree, infrastructureTree?, deliveryTree? | repository, repositoryUrl, branch,
/// head, mergeRequest, mergeRequestUrl? |
/// | deployment.run-pipeline | repository, branch, head, mergeRequest | pipelineStatus, pipelineReport |
/// | policy.review-merge-request | repository, head, mergeRequest | decision, policyReport |
/// | codegen.merge-change | repository, mergeRequest, head, pipelineStatus, decision | commit |
/// | deployment.provision | repository, commit | resources |
/// | deployment.build | repository, commit | build |
/// | policy.check-deployment | repository, commit | deploymentDecision, deploymentPolicyReport |
/// | deployment.review-release | repository, commit, deploymentDecision, deploymentPolicyReport | plannedRelease |
/// | deployment.deploy | repository, commit, build, resources?, deploymentDecision, plannedRelease | deploymentId, url,
/// version, runningReplicas |
/// | observability.verify | deploymentId | deploymentReport and the measured figures |
///
/// An existing service is deployed from its repository's default branch: `codegen.locate-service` gives repository,
/// repositoryUrl and commit. `deployment.rollback` returns to the previous release, and `deployment.remove` removes a
/// service; each of them takes what its own review gives.
public final class Fields {
    private static final FieldType<Double> SHARE = FieldType.decimal(5);
    private static final FieldType<Double> MILLIS = FieldType.decimal(1);

    private Fields() {}

    public static final Field<String> SERVICE_NAME =
            Field.required("serviceName", FieldType.NAME, "the name of the service");
    public static final Field<String> TEMPLATE =
            Field.required("template", FieldType.NAME, "the name of the software template");
    public static final Field<Json> PARAMETERS =
            Field.required("parameters", FieldType.JSON, "the template's parameters, a JSON object");
    public static final Field<String> ENVIRONMENT =
            Field.required("environment", FieldType.NAME, "the environment to act in");
    public static final Field<RolloutStrategy> STRATEGY = Field.optional(
            "strategy", FieldType.choice(RolloutStrategy.class), "the rollout strategy; the environment's when absent");
    public static final Field<Integer> REPLICAS = Field.optional(
            "replicas",
            FieldType.integer(Replicas.MIN, Replicas.MAX),
            "the number of instances; as many as before, or 2, when absent");

    public static final Field<String> CODE_TREE = Field.required("codeTree", FieldType.ARTIFACT, "the generated code");
    public static final Field<String> INFRASTRUCTURE_TREE =
            Field.optional("infrastructureTree", FieldType.ARTIFACT, "the generated infrastructure as code");
    public static final Field<String> DELIVERY_TREE =
            Field.optional("deliveryTree", FieldType.ARTIFACT, "the generated pipeline, manifests and chart");

    public static final Field<String> REPOSITORY =
            Field.required("repository", FieldType.REPOSITORY, "the id of the repository");
    public static final Field<String> REPOSITORY_URL =
            Field.required("repositoryUrl", FieldType.TEXT, "the URL or path to clone the repository from");
    public static final Field<String> BRANCH =
            Field.required("branch", FieldType.TEXT, "the source branch of the change");
    public static final Field<String> HEAD = Field.required("head", FieldType.COMMIT, "the commit under review");
    public static final Field<Integer> MERGE_REQUEST =
            Field.required("mergeRequest", FieldType.INTEGER, "the number of the merge request");
    public static final Field<String> MERGE_REQUEST_URL =
            Field.optional("mergeRequestUrl", FieldType.TEXT, "the page of the merge request, if there is one");
    public static final Field<String> REVISION = Field.optional(
            "revision", FieldType.TEXT, "the branch, tag or commit to deploy; the default branch when absent");
    public static final Field<String> COMMIT =
            Field.required("commit", FieldType.COMMIT, "the commit on the default branch");

    public static final Field<Pipelines.Status> PIPELINE_STATUS = Field.required(
                    "pipelineStatus", FieldType.choice(Pipelines.Status.class), "how the pipeline of the change ended")
            .asEvidenceAbout(REPOSITORY, MERGE_REQUEST, HEAD);
    public static final Field<String> PIPELINE_REPORT =
            Field.required("pipelineReport", FieldType.ARTIFACT, "the jobs with their times and logs, as JSON");
    public static final Field<Decision> DECISION = Field.required(
                    "decision", FieldType.choice(Decision.class), "the decision of the review")
            .asEvidenceAbout(REPOSITORY, MERGE_REQUEST, HEAD);
    public static final Field<String> POLICY_REPORT =
            Field.required("policyReport", FieldType.ARTIFACT, "the findings of the review, as JSON");
    public static final Field<Decision> DEPLOYMENT_DECISION = Field.required(
                    "deploymentDecision",
                    FieldType.choice(Decision.class),
                    "the decision of the gate before the deployment")
            .asEvidenceAbout(REPOSITORY, COMMIT, ENVIRONMENT);
    public static final Field<String> DEPLOYMENT_POLICY_REPORT = Field.required(
                    "deploymentPolicyReport",
                    FieldType.ARTIFACT,
                    "the findings of the gate before the deployment, as JSON")
            .asEvidenceAbout(REPOSITORY, COMMIT, ENVIRONMENT);

    public static final Field<Json> RESOURCES = Field.optional(
            "resources", FieldType.JSON, "the provisioned resources: type, name, address; no secret values");
    public static final Field<String> BUILD = Field.required("build", FieldType.TEXT, "the id of the build")
            .asEvidenceAbout(SERVICE_NAME, REPOSITORY, COMMIT);
    public static final Field<Json> PLANNED_RELEASE = Field.required(
                    "plannedRelease",
                    FieldType.JSON,
                    "what a deployment changes: the release in service, commits, migrations, policy result")
            .asEvidenceAbout(SERVICE_NAME, ENVIRONMENT, REPOSITORY, COMMIT);
    public static final Field<Json> PLANNED_ROLLBACK = Field.required(
                    "plannedRollback", FieldType.JSON, "the release in service and the one that comes back")
            .asEvidenceAbout(SERVICE_NAME, ENVIRONMENT);
    public static final Field<Boolean> WITH_DATA = Field.optional(
            "withData", FieldType.BOOLEAN, "whether the data of the service are removed as well; false when absent");
    public static final Field<String> CONFIRMATION = Field.optional(
            "confirmation", FieldType.TEXT, "the name of the service once more, when its data are removed");
    public static final Field<Json> PLANNED_REMOVAL = Field.required(
                    "plannedRemoval", FieldType.JSON, "what a removal destroys: the release in service and resources")
            .asEvidenceAbout(SERVICE_NAME, ENVIRONMENT, WITH_DATA);
    public static final Field<Boolean> REMOVED =
            Field.required("removed", FieldType.BOOLEAN, "whether the service is removed");
    public static final Field<String> DEPLOYMENT_ID = Field.required(
                    "deploymentId", FieldType.TEXT, "the id of the deployment, `dep-...`")
            .asEvidenceAbout(SERVICE_NAME, ENVIRONMENT);
    public static final Field<URI> URL = Field.required("url", FieldType.URL, "the URL at which the service answers");
    public static final Field<String> VERSION =
            Field.required("version", FieldType.TEXT, "the version that was released");
    public static final Field<Integer> RUNNING_REPLICAS =
            Field.required("runningReplicas", FieldType.INTEGER, "the number of instances that are ready");

    public static final Field<String> DEPLOYMENT_REPORT = Field.required(
            "deploymentReport", FieldType.ARTIFACT, "the summary of the deployment with its figures, Markdown");
    public static final Field<Double> AVAILABILITY =
            Field.optional("availability", SHARE, "the share of requests that succeeded, 0 to 1");
    public static final Field<Double> ERROR_RATE =
            Field.optional("errorRate", SHARE, "the share of requests that failed, 0 to 1");
    public static final Field<Double> LATENCY_P50 =
            Field.optional("latencyP50", MILLIS, "the median latency in milliseconds");
    public static final Field<Double> LATENCY_P95 =
            Field.optional("latencyP95", MILLIS, "the 95th percentile of the latency in milliseconds");
    public static final Field<Double> LATENCY_P99 =
            Field.optional("latencyP99", MILLIS, "the 99th percentile of the latency in milliseconds");
    public static final Field<Integer> PROBE_REQUESTS =
            Field.optional("probeRequests", FieldType.INTEGER, "the number of requests that were measured");
}
