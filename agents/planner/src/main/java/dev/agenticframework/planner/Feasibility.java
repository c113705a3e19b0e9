package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.agentapi.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Checks a request against its surroundings before a plan is drawn: what it deploys or rolls back must exist, and what
/// it builds must be buildable.
final class Feasibility {
    private static final int MAX_NAMES_SHOWN = 10;

    private final Surroundings surroundings;

    Feasibility(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The question or the reason that stands in the way; empty when the request can be planned.
    Optional<PlanningResult> obstacle(List<ServiceRequest> services) {
        return unknownServices(services).or(() -> obstructedLanguages(services));
    }

    /// Requires that a service exists that is named by an interface and not in words.
    ///
    /// @throws FailureException `SERVICE_NOT_FOUND`
    void requireExisting(ServiceName name) {
        if (surroundings
                .services()
                .filter(known -> !known.contains(name.value()))
                .isPresent()) {
            throw new FailureException(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "No service is named '" + name.value() + "'.",
                    "Create the service first, or check its name."));
        }
    }

    /// A name in words that does not exist may be a typing error.
    private Optional<PlanningResult> unknownServices(List<ServiceRequest> services) {
        Optional<SortedSet<String>> known = surroundings.services();
        List<String> unknown = services.stream()
                .filter(service -> service.action() != Action.CREATE)
                .map(service -> service.name().value())
                .filter(name -> known.isPresent() && !known.get().contains(name))
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlanningResult.Ask(
                        ServiceRequest.described(services), unknown, List.of(question(unknown, known.orElseThrow()))));
    }

    private static String question(List<String> unknown, SortedSet<String> known) {
        String names = known.stream().limit(MAX_NAMES_SHOWN).collect(Collectors.joining(", "));
        return "No service is named " + String.join(" or ", unknown) + ". "
                + (names.isEmpty() ? "Do you want to create it first?" : "Which of these do you mean: " + names + "?");
    }

    private Optional<PlanningResult> obstructedLanguages(List<ServiceRequest> services) {
        Map<String, Failure> obstacles = new LinkedHashMap<>();
        List<String> working = List.of();
        for (ServiceRequest service : services) {
            if (service.isBuilt()) {
                List<Offer> offers = surroundings.languages(service.environment());
                offers.stream()
                        .filter(offer -> offer.subject().equals(service.language()))
                        .forEach(offer ->
                                offer.obstacle().ifPresent(obstacle -> obstacles.put(offer.subject(), obstacle)));
                working =
                        offers.stream().filter(Offer::works).map(Offer::subject).toList();
            }
        }
        return obstacles.isEmpty() ? Optional.empty() : Optional.of(unavailable(services, obstacles, working));
    }

    private static PlanningResult unavailable(
            List<ServiceRequest> services, Map<String, Failure> obstacles, List<String> working) {
        String because = obstacles.values().stream()
                .map(obstacle -> obstacle.message() + " (" + obstacle.remedy() + ")")
                .collect(Collectors.joining("; ", "cannot be built here: ", ""));
        return new PlanningResult.Unavailable(
                ServiceRequest.described(services),
                List.copyOf(obstacles.keySet()),
                because,
                Map.of(Field.LANGUAGE.json(), working));
    }
}
