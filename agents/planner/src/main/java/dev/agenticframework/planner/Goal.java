package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a chain of tasks is to reach for one service.
///
/// @param service its name
/// @param outputs the fields that must come out, by name
/// @param enriched optional inputs that are to be produced too, such as a database's resources
/// @param given the values that come with the request, by the name of the input that they feed
/// @param without capabilities that make no sense here: a service that does not exist yet cannot be located
/// @param environment where it acts; `none` when nothing is deployed
/// @param priority of its tasks; 1 is the most urgent
record Goal(
        String service,
        Set<String> outputs,
        Set<String> enriched,
        Map<String, String> given,
        Set<String> without,
        String environment,
        int priority) {
    private static final String DEPLOY = "deployment.deploy";
    private static final String ROLL_BACK = "deployment.rollback";
    private static final String LOCATE = "codegen.locate-service";
    private static final int OF_A_ROLLBACK = 10;
    private static final int OF_A_DEPLOYMENT = 50;
    private static final int OF_A_NEW_SERVICE = 100;

    Goal {
        outputs = Set.copyOf(outputs);
        enriched = Set.copyOf(enriched);
        given = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(given));
        without = Set.copyOf(without);
    }

    /// A new service, merged, and verified where it is to run.
    ///
    /// @param parameters the template's parameters, a JSON object
    static Goal created(ServiceRequest request, String template, String parameters) {
        Map<String, String> given = placed(request);
        given.put("template", template);
        given.put("parameters", parameters);
        given.put("language", request.language());
        given.put("database", request.database());
        Set<String> enriched = request.hasDatabase()
                ? Set.of("deliveryTree", "infrastructureTree", "resources")
                : Set.of("deliveryTree");
        Set<String> outputs = request.isDeployed() ? Set.of("deploymentReport") : Set.of("commit");
        return new Goal(
                request.name().value(),
                outputs,
                enriched,
                given,
                Set.of(LOCATE, ROLL_BACK),
                request.environment(),
                OF_A_NEW_SERVICE);
    }

    /// A service that exists, verified in an environment. Its resources are provisioned again, which finds them as
    /// they are.
    ///
    /// @param further what else comes with the request, such as the version
    static Goal deployed(ServiceRequest request, Map<String, String> further) {
        Map<String, String> given = placed(request);
        given.putAll(further);
        return new Goal(
                request.name().value(),
                Set.of("deploymentReport"),
                Set.of("resources"),
                given,
                Set.of(ROLL_BACK),
                request.environment(),
                OF_A_DEPLOYMENT);
    }

    /// The release before the current one, verified in an environment.
    static Goal rolledBack(ServiceRequest request) {
        return new Goal(
                request.name().value(),
                Set.of("deploymentReport"),
                Set.of(),
                placed(request),
                Set.of(DEPLOY),
                request.environment(),
                OF_A_ROLLBACK);
    }

    private static Map<String, String> placed(ServiceRequest request) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("serviceName", request.name().value());
        if (request.isDeployed()) {
            given.put("environment", request.environment());
        }
        if (request.action() != Action.ROLLBACK && request.isDeployed()) {
            given.put("strategy", request.strategy());
        }
        if (!request.replicas().equals(FieldValues.NONE)) {
            given.put("replicas", request.replicas());
        }
        return given;
    }
}
