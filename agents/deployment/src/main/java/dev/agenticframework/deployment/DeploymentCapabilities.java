package dev.agenticframework.deployment;

import static dev.agenticframework.agentapi.Fields.BRANCH;
import static dev.agenticframework.agentapi.Fields.COMMIT;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_DECISION;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_ID;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_REPORT;
import static dev.agenticframework.agentapi.Fields.ENVIRONMENT;
import static dev.agenticframework.agentapi.Fields.HEAD;
import static dev.agenticframework.agentapi.Fields.MERGE_REQUEST;
import static dev.agenticframework.agentapi.Fields.PIPELINE_REPORT;
import static dev.agenticframework.agentapi.Fields.PIPELINE_STATUS;
import static dev.agenticframework.agentapi.Fields.REPLICAS;
import static dev.agenticframework.agentapi.Fields.REPOSITORY;
import static dev.agenticframework.agentapi.Fields.RESOURCES;
import static dev.agenticframework.agentapi.Fields.RUNNING_REPLICAS;
import static dev.agenticframework.agentapi.Fields.SERVICE_NAME;
import static dev.agenticframework.agentapi.Fields.STRATEGY;
import static dev.agenticframework.agentapi.Fields.URL;
import static dev.agenticframework.agentapi.Fields.VERSION;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the deployment agent offers to plans.
final class DeploymentCapabilities {
    private static final int ATTEMPTS = 3;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final List<Field<?>> RELEASE = List.of(DEPLOYMENT_ID, URL, VERSION, RUNNING_REPLICAS);

    static final Capability RUN_PIPELINE = capability(
            "run-pipeline",
            "Run the pipeline for {serviceName}",
            Effect.READS,
            List.of(REPOSITORY, BRANCH, HEAD, MERGE_REQUEST, ENVIRONMENT.asOptional()),
            List.of(PIPELINE_STATUS, PIPELINE_REPORT),
            Duration.ofSeconds(45),
            Duration.ofMinutes(60));
    static final Capability PROVISION = capability(
            "provision",
            "Provision what {serviceName} needs in {environment}",
            Effect.CHANGES_INFRASTRUCTURE,
            List.of(SERVICE_NAME, ENVIRONMENT, REPOSITORY, COMMIT),
            List.of(RESOURCES),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));
    static final Capability BUILD = capability(
            "build",
            "Build {serviceName}",
            Effect.READS,
            List.of(SERVICE_NAME, REPOSITORY, COMMIT, ENVIRONMENT.asOptional()),
            List.of(Fields.BUILD),
            Duration.ofSeconds(15),
            Duration.ofMinutes(20));
    static final Capability REVIEW_RELEASE = capability(
            "review-release",
            "Compare {serviceName} with the release in {environment}",
            Effect.READS,
            List.of(
                    SERVICE_NAME,
                    ENVIRONMENT,
                    REPOSITORY,
                    COMMIT,
                    DEPLOYMENT_DECISION,
                    Fields.DEPLOYMENT_POLICY_REPORT),
            List.of(Fields.PLANNED_RELEASE),
            SHORT,
            Duration.ofMinutes(2));
    static final Capability DEPLOY = capability(
            "deploy",
            "Deploy {serviceName} to {environment}",
            Effect.CHANGES_TRAFFIC,
            List.of(
                    SERVICE_NAME,
                    ENVIRONMENT,
                    Fields.BUILD,
                    REPOSITORY,
                    COMMIT,
                    DEPLOYMENT_DECISION,
                    Fields.PLANNED_RELEASE,
                    RESOURCES,
                    STRATEGY,
                    REPLICAS),
            RELEASE,
            Duration.ofSeconds(5),
            Duration.ofMinutes(20));
    static final Capability REVIEW_ROLLBACK = capability(
            "review-rollback",
            "Find the previous release of {serviceName} in {environment}",
            Effect.READS,
            List.of(SERVICE_NAME, ENVIRONMENT),
            List.of(Fields.PLANNED_ROLLBACK),
            SHORT,
            Duration.ofMinutes(2));
    static final Capability ROLLBACK = capability(
            "rollback",
            "Roll back {serviceName} in {environment} to the previous release",
            Effect.RESTORES_TRAFFIC,
            List.of(SERVICE_NAME, ENVIRONMENT, Fields.PLANNED_ROLLBACK),
            RELEASE,
            Duration.ofSeconds(5),
            Duration.ofMinutes(20));

    static final Capability RESTORE = capability(
                    "restore",
                    "Restore the previous release of {serviceName} in {environment}",
                    Effect.RESTORES_TRAFFIC,
                    List.of(SERVICE_NAME, ENVIRONMENT, DEPLOYMENT_ID),
                    List.of(),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(20))
            .recovering(DEPLOYMENT_REPORT);
    static final Capability REVIEW_REMOVAL = capability(
            "review-removal",
            "List what {serviceName} has in {environment}",
            Effect.READS,
            List.of(SERVICE_NAME, ENVIRONMENT, Fields.WITH_DATA),
            List.of(Fields.PLANNED_REMOVAL),
            SHORT,
            Duration.ofMinutes(2));
    static final Capability REMOVE = capability(
            "remove",
            "Remove {serviceName} from {environment}",
            Effect.DESTROYS,
            List.of(SERVICE_NAME, ENVIRONMENT, Fields.WITH_DATA, Fields.CONFIRMATION, Fields.PLANNED_REMOVAL),
            List.of(Fields.REMOVED),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));

    private DeploymentCapabilities() {}

    private static Capability capability(
            String action,
            String title,
            Effect effect,
            List<Field<?>> inputs,
            List<Field<?>> outputs,
            Duration estimate,
            Duration timeout) {
        return new Capability(
                DeploymentAgent.NAME,
                action,
                title,
                Set.of(effect),
                inputs,
                outputs,
                estimate,
                timeout,
                ATTEMPTS,
                Optional.empty());
    }
}
