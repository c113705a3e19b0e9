package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.FieldType;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Surroundings;
import dev.agenticframework.agentapi.TargetNames;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Planner PLANNER = Agents.planner();
    private static final String FULL =
            "Create a new microservice called user-service with REST API, PostgreSQL, and deploy to staging";

    private static List<TaskSpec> tasks(String sentence) {
        return tasks(PLANNER.fromSentence(sentence));
    }

    private static List<TaskSpec> tasks(PlanningResult result) {
        assertThat(result).isInstanceOf(PlanningResult.Planned.class);
        return ((PlanningResult.Planned) result).plan().tasks();
    }

    private static List<String> lines(List<TaskSpec> tasks) {
        return tasks.stream()
                .map(task -> task.id() + " " + task.agent() + "." + task.action() + " "
                        + task.dependsOn().stream().map(TaskId::toString).toList())
                .toList();
    }

    private static String code(PlanningResult result) {
        assertThat(result).isInstanceOf(PlanningResult.Refused.class);
        return ((PlanningResult.Refused) result).failure().code();
    }

    @Test
    void aServiceWithADatabaseIsGeneratedReviewedMergedProvisionedDeployedAndVerified() {
        assertThat(lines(tasks(FULL)))
                .containsExactly(
                        "t1 codegen.generate-code []",
                        "t2 codegen.generate-infrastructure []",
                        "t3 codegen.generate-delivery []",
                        "t4 codegen.open-merge-request [t1, t2, t3]",
                        "t5 deployment.run-pipeline [t4]",
                        "t6 policy.review-merge-request [t4]",
                        "t7 codegen.merge-change [t5, t6]",
                        "t8 deployment.provision [t7]",
                        "t9 deployment.build [t7]",
                        "t10 policy.check-deployment [t7]",
                        "t11 deployment.review-release [t10]",
                        "t12 deployment.deploy [t8, t9, t11]",
                        "t13 observability.verify [t12]");
    }

    @Test
    void withoutADatabaseNothingIsProvisioned() {
        assertThat(lines(tasks("Create a Go service called orders without a database in dev")))
                .noneMatch(line -> line.contains("provision") || line.contains("infrastructure"))
                .hasSize(11);
    }

    @Test
    void serviceWithoutDeploymentEndsWithTheMerge() {
        assertThat(lines(tasks("Create a Go service called orders with Postgres but do not deploy it")))
                .last()
                .asString()
                .contains("codegen.merge-change");
    }

    @Test
    void existingServiceIsLocatedBuiltCheckedAndDeployed() {
        assertThat(lines(tasks("Deploy orders to staging")))
                .containsExactly(
                        "t1 codegen.locate-service []",
                        "t2 deployment.provision [t1]",
                        "t3 deployment.build [t1]",
                        "t4 policy.check-deployment [t1]",
                        "t5 deployment.review-release [t4]",
                        "t6 deployment.deploy [t2, t3, t5]",
                        "t7 observability.verify [t6]");
    }

    @Test
    void rollbackIsReviewedApprovedAndVerified() {
        List<TaskSpec> tasks = tasks("Roll back orders in production");
        assertThat(lines(tasks))
                .containsExactly(
                        "t1 deployment.review-rollback []",
                        "t2 deployment.rollback [t1]",
                        "t3 observability.verify [t2]");
        assertThat(tasks)
                .filteredOn(task -> task.approval().isPresent())
                .extracting(TaskSpec::action)
                .containsExactly("rollback");
    }

    @Test
    void removalIsReviewedAndApproved() {
        List<TaskSpec> tasks = tasks(Agents.planner().removal("orders", "production", true, "orders"));

        assertThat(lines(tasks)).containsExactly("t1 deployment.review-removal []", "t2 deployment.remove [t1]");
        assertThat(tasks.getLast().approval())
                .hasValueSatisfying(
                        policy -> assertThat(policy.requesterMayApprove()).isFalse());
    }

    @Test
    void dataAreRemovedOnlyWhenTheNameIsRepeated() {
        assertThat(code(Agents.planner().removal("orders", "dev", true, "order")))
                .isEqualTo("REMOVAL_NOT_CONFIRMED");
        assertThat(code(Agents.planner().removal("orders", "moon", false, ""))).isEqualTo("ENVIRONMENT_UNKNOWN");
    }

    @Test
    void aDeploymentToProductionNeedsAnApproval() {
        assertThat(tasks("Deploy orders to production"))
                .filteredOn(task -> task.approval().isPresent())
                .extracting(TaskSpec::action)
                .containsExactly("deploy");
        assertThat(tasks("Deploy orders to staging"))
                .allSatisfy(task -> assertThat(task.approval()).isEmpty());
    }

    @Test
    void capabilityThatChangesTrafficIsApprovedAndGatedWhateverItsName() {
        List<Capability> capabilities = Agents.all().stream()
                .map(one -> one.does(Effect.CHANGES_TRAFFIC) ? named("ship.release", one) : one)
                .toList();
        var planner = Agents.planner(Agents.catalog(), capabilities);

        List<TaskSpec> tasks = tasks(planner.fromSentence("Deploy orders to production"));

        assertThat(lines(tasks)).contains("t6 ship.release [t2, t3, t5]", "t4 policy.check-deployment [t1]");
        assertThat(tasks)
                .filteredOn(task -> task.approval().isPresent())
                .extracting(TaskSpec::agent)
                .containsExactly("ship");
    }

    private static Capability named(String name, Capability one) {
        return Agents.capability(name, one.title(), Effect.CHANGES_TRAFFIC, one.inputs(), one.outputs());
    }

    @Test
    void severalServicesAreIndependentChains() {
        List<TaskSpec> tasks =
                tasks("Create two Go services in dev: orders without a database and payments with Postgres");
        List<TaskSpec> second = tasks.subList(11, tasks.size());
        assertThat(second).hasSize(13);
        assertThat(second.stream().flatMap(task -> task.dependsOn().stream()))
                .allSatisfy(id -> assertThat(second).extracting(TaskSpec::id).contains(id));
    }

    @Test
    void everyTaskFollowsTheTasksThatItDependsOn() {
        for (Expectation one : Expectation.clear()) {
            if (PLANNER.fromSentence(one.sentence()) instanceof PlanningResult.Planned planned) {
                Set<TaskId> before = new HashSet<>();
                for (TaskSpec task : planned.plan().tasks()) {
                    assertThat(before).containsAll(task.dependsOn());
                    assertThat(before).containsAll(sources(task));
                    before.add(task.id());
                }
            }
        }
    }

    private static List<TaskId> sources(TaskSpec task) {
        return task.inputs().values().stream()
                .flatMap(input -> input instanceof Input.OutputOf output ? Stream.of(output.task()) : Stream.empty())
                .toList();
    }

    @Test
    void titlesNameTheServiceAndTheEnvironment() {
        assertThat(tasks(FULL)).extracting(TaskSpec::title).contains("Deploy user-service to staging");
    }

    @Test
    void planningIsDeterministic() {
        Planner other = Agents.planner();
        for (Expectation one : Expectation.clear()) {
            assertThat(other.fromSentence(one.sentence())).isEqualTo(PLANNER.fromSentence(one.sentence()));
        }
    }

    @Test
    void versionThatNoTaskTakesIsRefused() {
        assertThat(tasks(PLANNER.deployment("orders", "v1", "staging", "", 0))).hasSize(7);
        List<Capability> newestOnly = Agents.all().stream()
                .map(one -> one.name().equals("codegen.locate-service") ? withoutVersion(one) : one)
                .toList();
        var planner = Agents.planner(Agents.catalog(), newestOnly);
        assertThat(code(planner.deployment("orders", "v1", "staging", "", 0))).isEqualTo("PLAN_INPUT_UNUSED");
    }

    private static Capability withoutVersion(Capability one) {
        return Agents.capability(one.name(), one.title(), Effect.READS, List.of(Fields.SERVICE_NAME), one.outputs());
    }

    @Test
    void templateWithParametersGetsTheSamePlanAsASentence() {
        var parameters = Map.of("serviceName", "user-service", "database", "postgresql", "environment", "staging");
        PlanningResult byTemplate = PLANNER.fromTemplate("microservice-rest-api", parameters);
        assertThat(tasks(byTemplate)).isEqualTo(tasks(FULL));
        assertThat(tasks(PLANNER.fromTemplate(
                        "rest-api-postgres", Map.of("serviceName", "user-service", "environment", "staging"))))
                .isEqualTo(tasks(FULL));
        assertThat(tasks(PLANNER.fromTemplate("microservice-db", parameters))).isEqualTo(tasks(FULL));
    }

    @Test
    void invalidTemplateParametersAreRefusedWithACode() {
        assertThat(code(PLANNER.fromTemplate("nonsense", Map.of()))).isEqualTo("TEMPLATE_UNKNOWN");
        assertThat(code(template(Map.of()))).isEqualTo("SERVICE_NAME_INVALID");
        assertThat(code(template(Map.of("serviceName", "../../etc")))).isEqualTo("SERVICE_NAME_INVALID");
        assertThat(code(template(Map.of("serviceName", "orders", "colour", "red"))))
                .isEqualTo("TEMPLATE_PARAMETER_UNKNOWN");
        assertThat(code(template(Map.of("serviceName", "orders", "replicas", "many"))))
                .isEqualTo("TEMPLATE_PARAMETER_INVALID");
        assertThat(code(template(Map.of("serviceName", "orders", "environment", "moon"))))
                .isEqualTo("ENVIRONMENT_UNKNOWN");
    }

    private static PlanningResult template(Map<String, String> parameters) {
        return PLANNER.fromTemplate("microservice-rest-api", parameters);
    }

    @Test
    void unsupportedPartsAreNamedWithTheChoices() {
        var result =
                PLANNER.fromSentence("Create a gRPC service called ledger in Go with DynamoDB and deploy to staging");
        assertThat(result).isInstanceOfSatisfying(PlanningResult.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason())
                    .contains("gRPC")
                    .contains("DynamoDB")
                    .contains("cannot be used yet");
            assertThat(unavailable.choices()).containsEntry("database", List.of("postgresql", "none"));
        });
    }

    @Test
    void additionalTemplateExtendsWhatCanBePlanned() {
        List<Catalog.Template> templates = new ArrayList<>(Agents.catalog().templates());
        templates.add(new Catalog.Template(
                "microservice-grpc",
                "grpc",
                List.of("go"),
                List.of("postgresql"),
                List.of("none"),
                List.of(),
                Set.of()));
        var planner = Agents.planner(new Catalog(templates), Agents.all());
        var result = planner.fromSentence("Create a gRPC service called ledger in Go with PostgreSQL on staging");
        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanningResult.Planned.class,
                        planned -> assertThat(planned.template()).isEqualTo("microservice-grpc"));
    }

    @Test
    void unreachableGoalIsRefused() {
        List<Capability> without = Agents.all().stream()
                .filter(one -> !one.name().equals("deployment.build"))
                .toList();
        var planner = Agents.planner(Agents.catalog(), without);
        assertThat(code(planner.fromSentence(FULL))).isEqualTo("PLAN_NO_PRODUCER");
    }

    @Test
    void capabilitiesThatNeedEachOtherAreRefused() {
        Field<String> egg = Field.required("deploymentReport", FieldType.TEXT, "an egg");
        Field<String> hen = Field.required("hen", FieldType.TEXT, "a hen");
        var planner = Agents.planner(
                Agents.catalog(),
                List.of(
                        Agents.capability("farm.hatch", "Hatch", Effect.READS, List.of(egg), List.of(hen)),
                        Agents.capability("farm.lay", "Lay", Effect.READS, List.of(hen), List.of(egg))));
        assertThat(code(planner.fromSentence("Deploy orders to dev"))).isEqualTo("PLAN_CAPABILITY_CYCLE");
    }

    @Test
    void fieldWithTwoTypesIsRefused() {
        List<Capability> contradictory = new ArrayList<>(Agents.all());
        contradictory.removeIf(one -> one.name().equals("deployment.build"));
        contradictory.add(Agents.capability(
                "deployment.build",
                "Build",
                Effect.READS,
                List.of(Fields.COMMIT),
                List.of(Field.required("build", FieldType.INTEGER, "a number"))));
        var planner = Agents.planner(Agents.catalog(), contradictory);
        assertThat(code(planner.fromSentence(FULL))).isEqualTo("PLAN_TYPE_MISMATCH");
    }

    @Test
    void aDeploymentOfAServiceThatDoesNotExistIsAskedAbout() {
        var planner = at(new Agents.Place(Optional.of(new TreeSet<>(Set.of("orders"))), List.of()));

        assertThat(planner.fromSentence("Deploy ordrs to staging"))
                .isInstanceOfSatisfying(PlanningResult.Ask.class, ask -> {
                    assertThat(ask.unexplained()).containsExactly("ordrs");
                    assertThat(ask.questions())
                            .containsExactly("No service is named ordrs. Which of these do you mean: orders?");
                });
        assertThat(planner.fromSentence("Deploy orders to staging")).isInstanceOf(PlanningResult.Planned.class);
        assertThat(code(planner.deployment("ordrs", "", "staging", "", 0))).isEqualTo("SERVICE_NOT_FOUND");
        assertThat(code(planner.rollback("ordrs", "staging"))).isEqualTo("SERVICE_NOT_FOUND");
    }

    @Test
    void aLanguageWithAnObstacleIsUnavailableAndTheWorkingOnesAreNamed() {
        var missing = Failure.external("TOOLCHAIN_MISSING", "Go is not on the PATH.", "Install Go.");
        var planner = at(new Agents.Place(Optional.empty(), List.of(new Offer("go", "", Optional.of(missing)))));

        assertThat(planner.fromSentence("Create a Go service called orders in dev"))
                .isInstanceOfSatisfying(PlanningResult.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason())
                            .isEqualTo("go cannot be built here: Go is not on the PATH. Install Go."
                                    + " Available: language: python, nodejs, java.");
                    assertThat(unavailable.choices()).containsEntry("language", List.of("python", "nodejs", "java"));
                });
        assertThat(planner.fromSentence("Create a Python service called orders in dev"))
                .isInstanceOf(PlanningResult.Planned.class);
        assertThat(planner.fromSentence("Create a Go service called orders, but do not deploy it"))
                .isInstanceOf(PlanningResult.Planned.class);
    }

    @Test
    void whatTheTargetDoesNotOfferIsUnavailable() {
        var noDatabase = Failure.conflict("RESOURCE_UNAVAILABLE", "No PostgreSQL server exists.", "Install one.");
        var noCanary = Failure.conflict("STRATEGY_UNAVAILABLE", "Traffic cannot be split.", "Use rolling.");
        var planner = at(new Agents.Place(
                Optional.empty(),
                List.of(
                        new Offer("postgresql", "", Optional.of(noDatabase)),
                        new Offer("canary", "", Optional.of(noCanary)))));

        assertThat(planner.fromSentence("Create a Python service called orders with PostgreSQL in dev"))
                .isInstanceOfSatisfying(
                        PlanningResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .startsWith("postgresql cannot be provisioned here: No PostgreSQL server exists."));
        assertThat(planner.deployment("orders", "", "dev", "canary", 0))
                .isInstanceOfSatisfying(
                        PlanningResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.choices())
                                .containsEntry("strategy", List.of("rolling", "blue-green")));
        assertThat(planner.deployment("orders", "", "dev", "rolling", 0)).isInstanceOf(PlanningResult.Planned.class);
    }

    @Test
    void configuredEnvironmentsAreUnderstoodAndTheirRulesApply() {
        var qa = new Environment(
                "qa",
                Environment.PolicyMode.ENFORCED,
                List.of("ada@example.com"),
                true,
                RolloutStrategy.CANARY,
                new Environment.Slo(0.99, Duration.ofSeconds(1)),
                new TargetNames(Map.of(Port.ROLLOUTS, "cluster")));
        var planner = new Planner(
                Agents.catalog(),
                Agents.all(),
                new Environments(List.of(qa)),
                new Agents.Place(Optional.empty(), List.of()));

        for (String sentence : List.of(
                "Create a Python service called orders with PostgreSQL in qa",
                "Create a Python service called orders with PostgreSQL")) {
            assertThat(planner.fromSentence(sentence)).isInstanceOfSatisfying(PlanningResult.Planned.class, planned -> {
                assertThat(planned.services().getFirst().strategy()).contains("canary");
                assertThat(planned.labels())
                        .containsEntry("environment", "qa")
                        .containsEntry("targets.qa", "rollouts=cluster");
                assertThat(planned.plan().tasks())
                        .filteredOn(task -> task.approval().isPresent())
                        .extracting(task -> task.approval().orElseThrow().approvers())
                        .containsExactly(Set.of("ada@example.com"));
            });
        }
        assertThat(code(planner.deployment("orders", "", "production", "", 0))).isEqualTo("ENVIRONMENT_UNKNOWN");
    }

    private static Planner at(Surroundings surroundings) {
        return new Planner(Agents.catalog(), Agents.all(), Environments.defaults(), surroundings);
    }

    @Test
    void aWorkflowIsLabelledWithItsFirstServiceAndEnvironment() {
        assertThat(PLANNER.fromSentence(FULL))
                .isInstanceOfSatisfying(
                        PlanningResult.Planned.class,
                        planned -> assertThat(planned.labels())
                                .isEqualTo(Map.of(Request.SERVICE, "user-service", Request.ENVIRONMENT, "staging")));
    }

    @Test
    void aServiceIsDescribedWithWhatWasSaidAndWhatWasNot() {
        assertThat(PLANNER.fromSentence(FULL)).isInstanceOfSatisfying(PlanningResult.Planned.class, planned -> {
            var service = planned.services().getFirst();
            assertThat(service.database()).contains("postgresql");
            assertThat(service.replicas()).contains(2);
            assertThat(service.messaging()).contains(List.of());
            assertThat(service.defaults()).contains("language").doesNotContain("database");
        });
    }
}
