package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A service in a request, as the planner understood it. An action has only the parameters that it uses: a rollback has
/// no language. A parameter that the service does without is `none`.
///
/// @param action what to do with the service
/// @param name its name
/// @param interfaceKind `rest`, `grpc` or `event-driven`
/// @param language such as `python`
/// @param database such as `postgresql`
/// @param cache such as `redis`
/// @param messaging such as `sqs`; may be several
/// @param environment where it is deployed
/// @param strategy how it is rolled out
/// @param replicas how many instances run
/// @param defaults the names of the parameters that the request did not mention
public record RequestedService(
        Action action,
        String name,
        Optional<String> interfaceKind,
        Optional<String> language,
        Optional<String> database,
        Optional<String> cache,
        Optional<List<String>> messaging,
        Optional<String> environment,
        Optional<String> strategy,
        Optional<Integer> replicas,
        List<String> defaults) {

    public RequestedService {
        messaging = messaging.map(List::copyOf);
        defaults = List.copyOf(defaults);
    }

    /// What to do with a service.
    public enum Action {
        /// Create a new service, and deploy it unless the request says otherwise.
        CREATE,
        /// Deploy an existing service to an environment.
        DEPLOY,
        /// Return an existing service to its previous release in an environment.
        ROLLBACK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
