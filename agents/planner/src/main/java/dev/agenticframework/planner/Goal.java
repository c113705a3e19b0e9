package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a chain of tasks must reach for one service.
///
/// @param outputs the fields that must come out
/// @param enriched optional inputs to produce as well, such as a database's resources
/// @param given the values that come with the request, by the name of the input that they feed
/// @param through how a field must come about: whatever gives it must have this effect. It tells a deployment from a
///     rollback, and a new repository from one that is found
/// @param priority of its tasks; 1 is the most urgent
record Goal(
        Set<Field<?>> outputs,
        Set<Field<?>> enriched,
        Map<String, String> given,
        Map<Field<?>, Effect> through,
        int priority) {
    private static final int OF_A_ROLLBACK = 10;
    private static final int OF_A_DEPLOYMENT = 50;
    private static final int OF_A_REMOVAL = 50;
    private static final int OF_A_NEW_SERVICE = 100;

    Goal {
        outputs = Set.copyOf(outputs);
        enriched = Set.copyOf(enriched);
        given = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(given));
        through = Map.copyOf(through);
    }

    /// A new service: merged, and verified in its environment unless the request excludes the deployment.
    ///
    /// @param parameters the parameters of the template, a JSON object
    static Goal created(ServiceRequest request, String template, String parameters) {
        Map<String, String> given = placed(request);
        given.put(Fields.TEMPLATE.name(), template);
        given.put(Fields.PARAMETERS.name(), parameters);
        Set<Field<?>> enriched = request.hasDatabase()
                ? Set.of(Fields.DELIVERY_TREE, Fields.INFRASTRUCTURE_TREE, Fields.RESOURCES)
                : Set.of(Fields.DELIVERY_TREE);
        return new Goal(
                Set.of(request.isDeployed() ? Fields.DEPLOYMENT_REPORT : Fields.COMMIT),
                enriched,
                given,
                Map.of(
                        Fields.REPOSITORY, Effect.WRITES_REPOSITORY,
                        Fields.DEPLOYMENT_ID, Effect.CHANGES_TRAFFIC),
                OF_A_NEW_SERVICE);
    }

    /// An existing service, deployed and verified in an environment. Its resources are provisioned again, which
    /// changes nothing when they exist.
    ///
    /// @param further other values from the request, such as the version
    static Goal deployed(ServiceRequest request, Map<String, String> further) {
        Map<String, String> given = placed(request);
        given.putAll(further);
        return new Goal(
                Set.of(Fields.DEPLOYMENT_REPORT),
                Set.of(Fields.RESOURCES),
                given,
                Map.of(Fields.DEPLOYMENT_ID, Effect.CHANGES_TRAFFIC),
                OF_A_DEPLOYMENT);
    }

    /// The previous release of a service, restored and verified in an environment.
    static Goal rolledBack(ServiceRequest request) {
        return new Goal(
                Set.of(Fields.DEPLOYMENT_REPORT),
                Set.of(),
                placed(request),
                Map.of(Fields.DEPLOYMENT_ID, Effect.RESTORES_TRAFFIC),
                OF_A_ROLLBACK);
    }

    /// A service, removed from an environment.
    ///
    /// @param confirmation empty when no data are removed
    static Goal removed(String service, String environment, boolean withData, String confirmation) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put(Fields.SERVICE_NAME.name(), service);
        given.put(Fields.ENVIRONMENT.name(), environment);
        given.put(Fields.WITH_DATA.name(), Boolean.toString(withData));
        if (withData) {
            given.put(Fields.CONFIRMATION.name(), confirmation);
        }
        return new Goal(Set.of(Fields.REMOVED), Set.of(), given, Map.of(), OF_A_REMOVAL);
    }

    /// Whether a capability brings its outputs about as this goal needs them.
    boolean admits(Capability capability) {
        return through.entrySet().stream()
                .allMatch(way -> !capability.gives(way.getKey()) || capability.does(way.getValue()));
    }

    private static Map<String, String> placed(ServiceRequest request) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put(Fields.SERVICE_NAME.name(), request.name().value());
        if (request.isDeployed()) {
            given.put(Fields.ENVIRONMENT.name(), request.environment());
        }
        if (request.action() != Action.ROLLBACK && request.isDeployed()) {
            given.put(Fields.STRATEGY.name(), request.strategy());
        }
        if (!request.replicas().equals(FieldValues.NONE)) {
            given.put(Fields.REPLICAS.name(), request.replicas());
        }
        return given;
    }
}
