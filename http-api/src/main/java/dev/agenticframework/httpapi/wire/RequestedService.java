package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.List;
import java.util.Optional;

@Described("A service in a request, as it was understood. What it does without is 'none'.")
public record RequestedService(
        Action action,
        String name,
        @JsonProperty("interface") Optional<String> interfaceKind,
        Optional<String> language,
        Optional<String> database,
        Optional<String> cache,
        Optional<List<String>> messaging,
        Optional<String> environment,
        Optional<String> strategy,
        Optional<Integer> replicas,

        @Described("The names of the parameters that the request did not mention.")
        List<String> defaults) {

    /// A requested service as the API shows it.
    public static RequestedService of(dev.agenticframework.agentapi.RequestedService service) {
        return new RequestedService(
                service.action(),
                service.name(),
                service.interfaceKind(),
                service.language(),
                service.database(),
                service.cache(),
                service.messaging(),
                service.environment(),
                service.strategy(),
                service.replicas(),
                service.defaults());
    }
}
