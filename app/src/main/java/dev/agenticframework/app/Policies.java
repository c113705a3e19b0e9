package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.httpapi.PolicyValidation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class Policies implements PolicyValidation {
    Policies(Path p, Clock c) {}

    Agent agent(SourceControl s, ArtifactStore a, List<Environment> e) {
        return new Agent() {
            @Override
            public String name() {
                return "policy";
            }

            @Override
            public List<Capability> capabilities() {
                return List.of(
                        new Capability(
                                "policy",
                                "review-merge-request",
                                "Review {serviceName}",
                                List.of(Fields.REPOSITORY, Fields.HEAD, Fields.MERGE_REQUEST),
                                List.of(Fields.DECISION, Fields.POLICY_REPORT),
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(2),
                                2,
                                Optional.empty()),
                        new Capability(
                                "policy",
                                "check-deployment",
                                "Check {serviceName}",
                                List.of(Fields.REPOSITORY, Fields.COMMIT, Fields.ENVIRONMENT),
                                List.of(Fields.DEPLOYMENT_DECISION, Fields.DEPLOYMENT_POLICY_REPORT),
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(2),
                                2,
                                Optional.empty()));
            }

            @Override
            public TaskResult perform(TaskContext t) {
                String r = a.put("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json");
                return t.action().equals("check-deployment")
                        ? TaskResult.succeeded(
                                Map.of("deploymentDecision", "pass", "deploymentPolicyReport", r), "stub")
                        : TaskResult.succeeded(Map.of("decision", "pass", "policyReport", r), "stub");
            }
        };
    }

    @Override
    public List<Finding> validate(String type, byte[] content) {
        return List.of();
    }

    Map<String, Object> check(Path d, Environment.PolicyMode m) {
        return Map.of();
    }

    static Map<String, Object> test(Path f) {
        return Map.of();
    }
}
