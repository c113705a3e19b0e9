package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.TaskDraft;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.TaskId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WrittenPlanTest {
    private static final Planner PLANNER = Agents.planner();
    private static final TaskDraft LOCATE =
            new TaskDraft("locate", "codegen", "locate-service", Map.of("serviceName", "orders"), List.of());

    private static final TaskDraft BUILD = build(Map.of("serviceName", "orders"), "locate");

    private static TaskDraft build(Map<String, String> inputs, String... after) {
        return new TaskDraft("build", "deployment", "build", inputs, List.of(after));
    }

    private static String code(TaskDraft... drafts) {
        PlanningResult result = PLANNER.fromTasks(List.of(drafts));
        assertThat(result).isInstanceOf(PlanningResult.Refused.class);
        return ((PlanningResult.Refused) result).failure().code();
    }

    @Test
    void missingInputsComeFromEarlierTasks() {
        PlanningResult result = PLANNER.fromTasks(List.of(build(Map.of("serviceName", "orders"), "locate"), LOCATE));
        assertThat(result).isInstanceOfSatisfying(PlanningResult.Planned.class, planned -> {
            assertThat(planned.plan().tasks())
                    .extracting(task -> task.id().toString())
                    .containsExactly("locate", "build");
            assertThat(planned.plan().tasks().getLast().inputs())
                    .containsEntry("commit", new Input.OutputOf(new TaskId("locate"), "commit"));
        });
    }

    @Test
    void dependencyCycleIsRefused() {
        var one = new TaskDraft("one", "codegen", "locate-service", Map.of("serviceName", "orders"), List.of("two"));
        var two = new TaskDraft("two", "codegen", "locate-service", Map.of("serviceName", "orders"), List.of("one"));
        assertThat(code(one, two)).isEqualTo("PLAN_CYCLE");
    }

    @Test
    void missingAndUnknownPartsAreRefusedWithACode() {
        assertThat(code()).isEqualTo("PLAN_SIZE");
        assertThat(code(LOCATE, LOCATE)).isEqualTo("PLAN_TASK_ID_REPEATED");
        assertThat(code(new TaskDraft("../x", "codegen", "locate-service", Map.of(), List.of())))
                .isEqualTo("PLAN_TASK_ID_INVALID");
        assertThat(code(new TaskDraft("x", "shell", "run", Map.of(), List.of())))
                .isEqualTo("PLAN_CAPABILITY_UNKNOWN");
        assertThat(code(build(Map.of("serviceName", "orders"), "nowhere"))).isEqualTo("PLAN_DEPENDENCY_UNKNOWN");
        assertThat(code(build(Map.of("serviceName", "orders")))).isEqualTo("PLAN_INPUT_MISSING");
        assertThat(code(LOCATE, build(Map.of("serviceName", "orders", "shell", "rm"), "locate")))
                .isEqualTo("PLAN_INPUT_UNKNOWN");
    }

    @Test
    void valuesOfTheWrongTypeAreRefused() {
        assertThat(code(LOCATE, build(Map.of("serviceName", "Not A Name"), "locate")))
                .isEqualTo("PLAN_INPUT_TYPE");
        assertThat(code(LOCATE, build(Map.of("serviceName", "orders", "commit", "${locate.repositoryUrl}"), "locate")))
                .isEqualTo("PLAN_INPUT_TYPE");
        assertThat(code(LOCATE, build(Map.of("serviceName", "orders", "commit", "${locate.secret}"), "locate")))
                .isEqualTo("PLAN_OUTPUT_UNKNOWN");
        assertThat(code(
                        LOCATE,
                        build(Map.of("serviceName", "orders", "repository", "orders", "commit", "${locate.commit}"))))
                .isEqualTo("PLAN_INPUT_FROM_LATER");
    }

    private static TaskDraft check(String environment) {
        return new TaskDraft(
                "check", "policy", "check-deployment", Map.of("environment", environment), List.of("locate"));
    }

    private static TaskDraft deploy(String environment, String... inputs) {
        Map<String, String> all = new HashMap<>(Map.of("serviceName", "orders", "environment", environment));
        for (int i = 0; i < inputs.length; i += 2) {
            all.put(inputs[i], inputs[i + 1]);
        }
        return new TaskDraft("deploy", "deployment", "deploy", all, List.of("build", "check"));
    }

    @Test
    void writtenDeploymentWaitsForApprovalInProduction() {
        assertThat(approved("production")).containsExactly("deploy");
        assertThat(approved("staging")).isEmpty();
    }

    private static List<String> approved(String environment) {
        var result = (PlanningResult.Planned)
                PLANNER.fromTasks(List.of(LOCATE, BUILD, check(environment), deploy(environment)));
        return result.plan().tasks().stream()
                .filter(task -> task.approval().isPresent())
                .map(task -> task.id().toString())
                .toList();
    }

    @Test
    void writtenPlanDoesNotLeadAroundTheGate() {
        assertThat(code(LOCATE, BUILD, check("production"), deploy("production", "deploymentDecision", "pass")))
                .isEqualTo("PLAN_GATE_MISSING");
        assertThat(code(LOCATE, BUILD, check("dev"), deploy("production"))).isEqualTo("PLAN_GATE_MISSING");
        assertThat(code(LOCATE, BUILD, check("staging"), deploy("staging", "commit", "0".repeat(40))))
                .isEqualTo("PLAN_GATE_MISSING");
    }

    private static final TaskDraft MERGE = merge(Map.of());

    private static TaskDraft merge(Map<String, String> inputs) {
        return new TaskDraft("merge", "codegen", "merge-change", inputs, List.of("open", "pipeline", "review"));
    }

    private static String mergeCode(String headOfReview, TaskDraft merge) {
        var open = new TaskDraft(
                "open",
                "codegen",
                "open-merge-request",
                Map.of("serviceName", "orders", "codeTree", "sha256:" + "0".repeat(64)),
                List.of());
        var pipeline = new TaskDraft("pipeline", "deployment", "run-pipeline", Map.of(), List.of("open"));
        var review = new TaskDraft(
                "review",
                "policy",
                "review-merge-request",
                headOfReview.isEmpty() ? Map.of() : Map.of("head", headOfReview),
                List.of("open"));
        PlanningResult result = PLANNER.fromTasks(List.of(open, pipeline, review, merge));
        return result instanceof PlanningResult.Refused refused
                ? refused.failure().code()
                : "none";
    }

    @Test
    void decisionAndPipelineStatusOfAMergeComeFromTheTasksThatGiveThem() {
        assertThat(mergeCode("", MERGE)).isEqualTo("none");
        assertThat(mergeCode("", merge(Map.of("decision", "pass")))).isEqualTo("PLAN_GATE_MISSING");
        assertThat(mergeCode("", merge(Map.of("pipelineStatus", "succeeded")))).isEqualTo("PLAN_EVIDENCE_MISSING");
        assertThat(mergeCode("0".repeat(40), MERGE)).isEqualTo("PLAN_GATE_MISSING");
    }

    @Test
    void buildIsOfTheCommitThatIsDeployed() {
        assertThat(code(LOCATE, BUILD, check("dev"), deploy("dev", "build", "sha256:" + "0".repeat(64))))
                .isEqualTo("PLAN_EVIDENCE_MISSING");
        var other = build(Map.of("serviceName", "orders", "commit", "0".repeat(40)), "locate");
        assertThat(code(LOCATE, other, check("dev"), deploy("dev"))).isEqualTo("PLAN_EVIDENCE_MISSING");
    }

    @Test
    void deploymentIsReviewedEvenIfItsAuthorDoesNotSaySo() {
        var result = (PlanningResult.Planned)
                PLANNER.fromTasks(List.of(LOCATE, BUILD, check("production"), deploy("production")));

        assertThat(result.plan().tasks())
                .extracting(task -> task.agent() + "." + task.action())
                .containsSubsequence("deployment.review-release", "deployment.deploy");
    }

    @Test
    void environmentThatDoesNotExistIsRefused() {
        assertThat(code(LOCATE, BUILD, check("moon"), deploy("moon"))).isEqualTo("ENVIRONMENT_UNKNOWN");
        assertThat(code(
                        LOCATE,
                        new TaskDraft(
                                "provision",
                                "deployment",
                                "provision",
                                Map.of("serviceName", "orders", "environment", "moon"),
                                List.of("locate"))))
                .isEqualTo("ENVIRONMENT_UNKNOWN");
    }

    @Test
    void environmentOfWhatChangesTrafficIsFixedInThePlan() {
        var chooses =
                Agents.capability("planner.choose", "Choose", Effect.READS, List.of(), List.of(Fields.ENVIRONMENT));
        var planner = Agents.planner(
                Agents.catalog(),
                Stream.concat(Agents.all().stream(), Stream.of(chooses)).toList());
        var choose = new TaskDraft("choose", "planner", "choose", Map.of(), List.of());
        var deploy = new TaskDraft(
                "deploy",
                "deployment",
                "deploy",
                Map.of("serviceName", "orders", "environment", "${choose.environment}"),
                List.of("choose", "build", "check"));

        assertThat(planner.fromTasks(List.of(choose, LOCATE, BUILD, check("dev"), deploy)))
                .isInstanceOfSatisfying(
                        PlanningResult.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("PLAN_ENVIRONMENT_MISSING"));
    }

    @Test
    void unknownEnvironmentIsRefusedAndNeverGoesWithoutApproval() {
        assertThat(code(LOCATE, BUILD, check("prod"), deploy("prod"))).isEqualTo("ENVIRONMENT_UNKNOWN");
    }

    @Test
    void tooManyTasksAreRefused() {
        PlanningResult result = PLANNER.fromTasks(Collections.nCopies(WrittenPlan.MAX_TASKS + 1, LOCATE));
        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanningResult.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("PLAN_SIZE"));
    }
}
