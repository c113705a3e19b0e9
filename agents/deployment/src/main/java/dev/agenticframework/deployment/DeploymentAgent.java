package dev.agenticframework.deployment;

import static dev.agenticframework.agentapi.Fields.BRANCH;
import static dev.agenticframework.agentapi.Fields.BUILD;
import static dev.agenticframework.agentapi.Fields.COMMIT;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_DECISION;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_ID;
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

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs pipelines, provisions, builds, deploys and rolls back.
public final class DeploymentAgent implements Agent {

    static final String NAME = "deployment";

    /// One action of the agent, and what it offers.
    private record Offer(Capability capability, Action action) {}

    /// Carries out a task of one action.
    interface Action {
        TaskResult perform(TaskContext task) throws InterruptedException;
    }

    private final Map<String, Offer> offers = new LinkedHashMap<>();

    /// @param environments give the rollout strategy where none is asked for
    public DeploymentAgent(
            ServicePlatform platform, Pipelines pipelines, ArtifactStore artifacts, List<Environment> environments) {
        offer(runPipeline(), new PipelineTask(pipelines, artifacts));
        offer(provision(), new ProvisionTask(platform));
        offer(build(), new BuildTask(platform));
        offer(deploy(), new DeployTask(platform, List.copyOf(environments)));
        offer(rollback(), new RollbackTask(platform));
    }

    private void offer(Capability capability, Action action) {
        offers.put(capability.action(), new Offer(capability, action));
    }

    private static Capability runPipeline() {
        return capability(
                "run-pipeline",
                "Run the pipeline of {serviceName}",
                List.of(REPOSITORY, BRANCH, HEAD, MERGE_REQUEST),
                List.of(PIPELINE_STATUS, PIPELINE_REPORT),
                Duration.ofSeconds(45),
                Duration.ofMinutes(60));
    }

    private static Capability provision() {
        return capability(
                "provision",
                "Provision what {serviceName} needs in {environment}",
                List.of(SERVICE_NAME, ENVIRONMENT, REPOSITORY, COMMIT),
                List.of(RESOURCES),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }

    private static Capability build() {
        return capability(
                "build",
                "Build {serviceName}",
                List.of(SERVICE_NAME, REPOSITORY, COMMIT),
                List.of(BUILD),
                Duration.ofSeconds(15),
                Duration.ofMinutes(20));
    }

    private static Capability deploy() {
        return capability(
                "deploy",
                "Deploy {serviceName} to {environment}",
                List.of(SERVICE_NAME, ENVIRONMENT, BUILD, COMMIT, DEPLOYMENT_DECISION, RESOURCES, STRATEGY, REPLICAS),
                List.of(DEPLOYMENT_ID, URL, VERSION, RUNNING_REPLICAS),
                Duration.ofSeconds(5),
                Duration.ofMinutes(20));
    }

    private static Capability rollback() {
        return capability(
                "rollback",
                "Roll {serviceName} in {environment} back to the release before",
                List.of(SERVICE_NAME, ENVIRONMENT),
                List.of(DEPLOYMENT_ID, URL, VERSION, RUNNING_REPLICAS),
                Duration.ofSeconds(5),
                Duration.ofMinutes(20));
    }

    private static final int ATTEMPTS = 3;

    private static Capability capability(
            String action, String title, List<Field> inputs, List<Field> outputs, Duration estimate, Duration timeout) {
        return new Capability(NAME, action, title, inputs, outputs, estimate, timeout, ATTEMPTS, Optional.empty());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return offers.values().stream().map(Offer::capability).toList();
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var offer = offers.get(task.action());
        if (offer == null) {
            throw new IllegalArgumentException("the deployment agent has no action '" + task.action() + "'");
        }
        try {
            return offer.action().perform(task);
        } catch (FailureException e) {
            return TaskResult.failed(e.failure());
        }
    }
}
