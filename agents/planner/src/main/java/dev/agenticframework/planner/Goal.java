package dev.agenticframework.planner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The result that a chain of tasks must reach for one service.
///
/// @param service the name of the service
/// @param outputs the names of the fields that the chain must produce
/// @param enriched optional inputs that the chain must also produce, such as the resources of a database
/// @param given the values from the request, by the name of the input that takes them
/// @param without capabilities to exclude: for example, a service that does not exist yet cannot be located
/// @param environment the target environment; `none` when nothing is deployed
/// @param priority the priority of the tasks; 1 is the most urgent
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

    /// A new service: merged, and verified in its environment unless the request excludes the deployment.
    ///
    /// @param parameters the parameters of the template, a JSON object
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

    /// An existing service, deployed and verified in an environment. Its resources are provisioned again, which
    /// changes nothing when they exist.
    ///
    /// @param further other values from the request, such as the version
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

    /// The previous release of a service, restored and verified in an environment.
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
