package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Rejection;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Plans of unknown origin meet the rules when their tasks are about to start.
class TaskRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String COMMIT = "1".repeat(40);
    private static final TaskId DEPLOY = new TaskId("t6");

    private final TaskRules rules = new TaskRules(Agents.all(), Environments.defaults());
    private Workflow workflow;

    /// A deployment as the planner plans it, with some tasks changed by someone else.
    private void start(String environment, UnaryOperator<TaskSpec> change) {
        var planned = (PlanningResult.Planned) Agents.planner().fromSentence("Deploy orders to " + environment);
        start(new Plan(planned.plan().tasks().stream().map(change).toList(), OnFailure.KEEP, Plan.DEFAULT_TIMEOUT));
    }

    private void start(Plan plan) {
        var request = new Request("ada", "", "", "{}", Map.of());
        workflow = Workflow.start(
                        new WorkflowId(1), new Fact.WorkflowCreated(request, plan, "", Optional.empty()), NOW, rules)
                .after();
    }

    private static UnaryOperator<TaskSpec> with(TaskId task, String name, Input input) {
        return spec -> {
            if (!spec.id().equals(task)) {
                return spec;
            }
            var inputs = new HashMap<>(spec.inputs());
            inputs.put(name, input);
            return spec.withInputs(inputs);
        };
    }

    private Decision decide(Intent intent) {
        Decision decision = workflow.decide(intent, NOW, rules);
        if (decision instanceof Decision.Accepted accepted) {
            workflow = accepted.after();
        }
        return decision;
    }

    /// Runs every task that may run, until the deployment may, or nothing can go on.
    private void run(Map<String, String> outputs) {
        for (TaskSpec task : workflow.plan().tasks()) {
            if (!task.id().equals(DEPLOY) && workflow.task(task.id()).orElseThrow() instanceof TaskState.Ready ready) {
                var lease = new Lease(task.id(), ready.past().attempt(), ready.delivery());
                decide(new Intent.LeaseTask(task.id(), lease.attempt(), "test", Optional.empty()));
                decide(new Intent.Succeed(lease, outputs, Report.NONE));
                run(outputs);
                return;
            }
        }
    }

    private static final Map<String, String> OUTPUTS = Map.of(
            "repository", "orders",
            "repositoryUrl", "/orders",
            "commit", COMMIT,
            "resources", "[]",
            "build", "sha256:1",
            "deploymentDecision", "pass",
            "deploymentPolicyReport", "sha256:" + "0".repeat(64),
            "plannedRelease", "{}");

    private String deployment() {
        return switch (workflow.task(DEPLOY).orElseThrow()) {
            case TaskState.Failed failed -> failed.error().code();
            case TaskState.AwaitingApproval _ -> "asks";
            case TaskState.Ready _ -> "ready";
            default -> "waits";
        };
    }

    @Test
    void plannedDeploymentIsReadyOrAsks() {
        start("staging", UnaryOperator.identity());
        run(OUTPUTS);
        assertThat(deployment()).isEqualTo("ready");

        start("production", UnaryOperator.identity());
        run(OUTPUTS);
        assertThat(deployment()).isEqualTo("asks");
    }

    @Test
    void decisionThatThePlanStatesDoesNotCount() {
        start("staging", with(DEPLOY, "deploymentDecision", new Input.Literal("pass")));
        run(OUTPUTS);
        assertThat(deployment()).isEqualTo("PLAN_GATE_MISSING");
    }

    @Test
    void evidenceAboutAnotherCommitDoesNotCount() {
        start("staging", with(new TaskId("t3"), "commit", new Input.Literal("2".repeat(40))));
        run(OUTPUTS);
        assertThat(deployment()).isEqualTo("PLAN_EVIDENCE_MISSING");
    }

    @Test
    void environmentThatAnotherTaskGivesDoesNotLeadAroundTheApproval() {
        start("staging", with(DEPLOY, "environment", new Input.OutputOf(new TaskId("t1"), "where")));
        var outputs = new HashMap<>(OUTPUTS);
        outputs.put("where", "production");
        run(outputs);
        assertThat(deployment()).isEqualTo("TASK_SCOPE_CHANGED");
    }

    @Test
    void planWithoutApprovalsIsApprovedNonetheless() {
        start(
                "production",
                spec -> new TaskSpec(
                        spec.id(),
                        spec.agent(),
                        spec.action(),
                        spec.title(),
                        spec.priority(),
                        spec.dependsOn(),
                        spec.when(),
                        spec.inputs(),
                        spec.retry(),
                        spec.timeouts(),
                        Optional.empty(),
                        spec.compensation(),
                        spec.environment(),
                        spec.estimate(),
                        spec.child()));
        run(OUTPUTS);
        assertThat(deployment()).isEqualTo("asks");
    }

    @Test
    void environmentOrCapabilityThatDoesNotExistIsRefused() {
        var provision = TaskSpec.of("t1", "deployment", "provision")
                .in("moon")
                .withInputs(Map.of("environment", new Input.Literal("moon")));
        start(Plan.of(provision));
        assertThat(workflow.error()).map(TaskError::code).contains("ENVIRONMENT_UNKNOWN");

        start(Plan.of(TaskSpec.of("t1", "shell", "run")));
        assertThat(workflow.error()).map(TaskError::code).contains("CAPABILITY_UNKNOWN");
    }

    @Test
    void requesterDoesNotApproveTheirOwnReleaseUnlessTheEnvironmentAllowsIt() {
        start("production", UnaryOperator.identity());
        run(OUTPUTS);
        var digest = ((TaskState.AwaitingApproval) workflow.task(DEPLOY).orElseThrow()).digest();
        var own = new Intent.Approve(DEPLOY, new Principal("ada", Set.of("admin")), digest, "");

        assertThat(workflow.decide(own, NOW, rules))
                .isEqualTo(new Decision.Rejected(Rejection.NOT_ELIGIBLE_TO_APPROVE));
        assertThat(workflow.decide(own, NOW, new TaskRules(Agents.all(), new Environments(List.of(twoEyes())))))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(decide(new Intent.Approve(DEPLOY, new Principal("grace", Set.of()), digest, "")))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(deployment()).isEqualTo("ready");
    }

    private static Environment twoEyes() {
        var usual = Environments.defaults().get("production");
        return new Environment(
                usual.name(), usual.policy(), usual.approval(), false, usual.strategy(), usual.slo(), usual.targets());
    }
}
