package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// The capabilities of the agents, declared with the fields of the shared vocabulary.
final class Agents {
    private static final Field<String> ENVIRONMENT = Fields.ENVIRONMENT;
    private static final Field<String> NAME = Fields.SERVICE_NAME;

    private Agents() {}

    static List<Capability> all() {
        return List.of(
                generate("generate-code", Fields.CODE_TREE),
                generate("generate-infrastructure", Fields.INFRASTRUCTURE_TREE),
                generate("generate-delivery", Fields.DELIVERY_TREE),
                capability(
                        "codegen.locate-service",
                        "Find the repository of {serviceName}",
                        Effect.READS,
                        List.of(NAME, Fields.REVISION),
                        List.of(Fields.REPOSITORY, Fields.REPOSITORY_URL, Fields.COMMIT)),
                capability(
                        "codegen.open-merge-request",
                        "Open a merge request for {serviceName}",
                        Effect.WRITES_REPOSITORY,
                        List.of(NAME, Fields.CODE_TREE, Fields.INFRASTRUCTURE_TREE, Fields.DELIVERY_TREE),
                        List.of(
                                Fields.REPOSITORY,
                                Fields.REPOSITORY_URL,
                                Fields.BRANCH,
                                Fields.HEAD,
                                Fields.MERGE_REQUEST)),
                capability(
                        "deployment.run-pipeline",
                        "Run the pipeline",
                        Effect.READS,
                        List.of(Fields.REPOSITORY, Fields.BRANCH, Fields.HEAD, Fields.MERGE_REQUEST),
                        List.of(Fields.PIPELINE_STATUS, Fields.PIPELINE_REPORT)),
                capability(
                        "policy.review-merge-request",
                        "Review the change",
                        Effect.WRITES_REPOSITORY,
                        List.of(Fields.REPOSITORY, Fields.HEAD, Fields.MERGE_REQUEST),
                        List.of(Fields.DECISION, Fields.POLICY_REPORT)),
                capability(
                        "codegen.merge-change",
                        "Merge the change",
                        Effect.WRITES_REPOSITORY,
                        List.of(
                                Fields.REPOSITORY,
                                Fields.MERGE_REQUEST,
                                Fields.HEAD,
                                Fields.PIPELINE_STATUS,
                                Fields.DECISION),
                        List.of(Fields.COMMIT)),
                capability(
                        "deployment.provision",
                        "Provision what {serviceName} needs in {environment}",
                        Effect.CHANGES_INFRASTRUCTURE,
                        List.of(NAME, ENVIRONMENT, Fields.REPOSITORY, Fields.COMMIT),
                        List.of(Fields.RESOURCES)),
                capability(
                        "deployment.build",
                        "Build {serviceName}",
                        Effect.READS,
                        List.of(NAME, Fields.REPOSITORY, Fields.COMMIT),
                        List.of(Fields.BUILD)),
                capability(
                        "policy.check-deployment",
                        "Check {serviceName} against the rules of {environment}",
                        Effect.READS,
                        List.of(ENVIRONMENT, Fields.REPOSITORY, Fields.COMMIT),
                        List.of(Fields.DEPLOYMENT_DECISION, Fields.DEPLOYMENT_POLICY_REPORT)),
                capability(
                        "deployment.review-release",
                        "Compare {serviceName} with the release in {environment}",
                        Effect.READS,
                        List.of(
                                NAME,
                                ENVIRONMENT,
                                Fields.REPOSITORY,
                                Fields.COMMIT,
                                Fields.DEPLOYMENT_DECISION,
                                Fields.DEPLOYMENT_POLICY_REPORT),
                        List.of(Fields.PLANNED_RELEASE)),
                capability(
                        "deployment.deploy",
                        "Deploy {serviceName} to {environment}",
                        Effect.CHANGES_TRAFFIC,
                        List.of(
                                NAME,
                                ENVIRONMENT,
                                Fields.STRATEGY,
                                Fields.REPLICAS,
                                Fields.BUILD,
                                Fields.REPOSITORY,
                                Fields.COMMIT,
                                Fields.RESOURCES,
                                Fields.DEPLOYMENT_DECISION,
                                Fields.PLANNED_RELEASE),
                        List.of(Fields.DEPLOYMENT_ID, Fields.URL, Fields.VERSION, Fields.RUNNING_REPLICAS)),
                capability(
                        "deployment.review-rollback",
                        "Find the previous release of {serviceName}",
                        Effect.READS,
                        List.of(NAME, ENVIRONMENT),
                        List.of(Fields.PLANNED_ROLLBACK)),
                capability(
                        "deployment.rollback",
                        "Roll {serviceName} back in {environment}",
                        Effect.RESTORES_TRAFFIC,
                        List.of(NAME, ENVIRONMENT, Fields.PLANNED_ROLLBACK),
                        List.of(Fields.DEPLOYMENT_ID, Fields.URL, Fields.VERSION, Fields.RUNNING_REPLICAS)),
                capability(
                        "observability.verify",
                        "Verify {serviceName} in {environment}",
                        Effect.READS,
                        List.of(NAME, ENVIRONMENT, Fields.DEPLOYMENT_ID),
                        List.of(Fields.DEPLOYMENT_REPORT)),
                capability(
                        "deployment.review-removal",
                        "List what {serviceName} has in {environment}",
                        Effect.READS,
                        List.of(NAME, ENVIRONMENT, Fields.WITH_DATA),
                        List.of(Fields.PLANNED_REMOVAL)),
                capability(
                        "deployment.remove",
                        "Remove {serviceName} from {environment}",
                        Effect.DESTROYS,
                        List.of(NAME, ENVIRONMENT, Fields.WITH_DATA, Fields.CONFIRMATION, Fields.PLANNED_REMOVAL),
                        List.of(Fields.REMOVED)));
    }

    private static Capability generate(String action, Field<?> output) {
        return capability(
                "codegen." + action,
                "Generate {serviceName}",
                Effect.READS,
                List.of(NAME, Fields.TEMPLATE, Fields.PARAMETERS),
                List.of(output));
    }

    static Capability capability(
            String name, String title, Effect effect, List<Field<?>> inputs, List<Field<?>> outputs) {
        String[] parts = name.split("\\.", 2);
        return new Capability(
                parts[0],
                parts[1],
                title,
                Set.of(effect),
                inputs,
                outputs,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                2,
                Optional.empty());
    }

    /// The catalog of a fresh installation: one template, in four languages, with PostgreSQL or without a database.
    static Catalog catalog() {
        return new Catalog(List.of(new Catalog.Template(
                "microservice-rest-api",
                "rest",
                List.of("python", "nodejs", "go", "java"),
                List.of("postgresql", FieldValues.NONE),
                List.of(FieldValues.NONE),
                List.of(),
                Set.of("description", "owner", "resource", "resourcePlural"))));
    }

    static Planner planner() {
        return planner(catalog(), all());
    }

    /// A planner that knows of no service and builds every language.
    static Planner planner(Catalog catalog, List<Capability> capabilities) {
        return new Planner(catalog, capabilities, Environments.defaults(), new Place(Optional.empty(), List.of()));
    }

    /// A place where these services exist, and where everything works except for these obstacles.
    record Place(Optional<SortedSet<String>> known, List<Offer> obstacles) implements Surroundings {
        private static final List<String> LANGUAGES = List.of("python", "nodejs", "go", "java");

        @Override
        public Optional<SortedSet<String>> services(String environment) {
            return known;
        }

        @Override
        public List<Offer> languages(String environment) {
            return offers(LANGUAGES);
        }

        @Override
        public List<Offer> resources(String environment) {
            return offers(List.of("postgresql"));
        }

        @Override
        public List<Offer> strategies(String environment) {
            return offers(RolloutStrategy.names());
        }

        private List<Offer> offers(List<String> subjects) {
            return subjects.stream()
                    .map(subject -> obstacles.stream()
                            .filter(offer -> offer.subject().equals(subject))
                            .findFirst()
                            .orElse(new Offer(subject, "1", Optional.empty())))
                    .toList();
        }
    }
}
