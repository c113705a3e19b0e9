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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks a request against its surroundings before a plan is drawn: what it deploys or rolls back must exist, and what
/// it builds, provisions and rolls out must be possible in its environment.
final class Feasibility {
    private static final int MAX_NAMES_SHOWN = 10;

    private final Surroundings surroundings;

    Feasibility(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Why what the services need does not work in their environments; empty when it works.
    Optional<PlanningResult> obstacle(List<ServiceRequest> services) {
        return Stream.of(Need.values())
                .flatMap(need -> obstructed(services, need).stream())
                .findFirst();
    }

    /// Requires that a service exists that is named by an interface and not in words.
    ///
    /// @throws FailureException `SERVICE_NOT_FOUND`
    void requireExisting(ServiceRequest service) {
        if (isUnknown(service)) {
            throw new FailureException(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "No service is named '" + service.name().value() + "'.",
                    "Create the service first, or check its name."));
        }
    }

    private boolean isUnknown(ServiceRequest service) {
        return service.action() != Action.CREATE
                && surroundings
                        .services(service.environment())
                        .filter(known -> !known.contains(service.name().value()))
                        .isPresent();
    }

    /// Asks about names in words that do not exist, which may be typing errors; empty when all exist.
    Optional<PlanningResult> unknownServices(List<ServiceRequest> services) {
        List<ServiceRequest> unknown = services.stream().filter(this::isUnknown).toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        var known = new TreeSet<String>();
        unknown.forEach(service -> surroundings.services(service.environment()).ifPresent(known::addAll));
        List<String> names =
                unknown.stream().map(service -> service.name().value()).toList();
        return Optional.of(
                new PlanningResult.Ask(ServiceRequest.described(services), names, List.of(question(names, known))));
    }

    private static String question(List<String> unknown, SortedSet<String> known) {
        String names = known.stream().limit(MAX_NAMES_SHOWN).collect(Collectors.joining(", "));
        return "No service is named " + String.join(" or ", unknown) + ". "
                + (names.isEmpty() ? "Do you want to create it first?" : "Which of these do you mean: " + names + "?");
    }

    /// What a target can lack.
    private enum Need {
        LANGUAGE("cannot be built here", Field.LANGUAGE),
        RESOURCE("cannot be provisioned here", Field.DATABASE),
        STRATEGY("cannot be used for rollouts here", Field.STRATEGY);

        private final String because;
        private final Field field;

        Need(String because, Field field) {
            this.because = because;
            this.field = field;
        }

        private List<String> of(ServiceRequest service) {
            return switch (this) {
                case LANGUAGE -> service.isBuilt() ? List.of(service.language()) : List.of();
                case RESOURCE -> service.resources();
                case STRATEGY -> service.action() == Action.ROLLBACK ? List.of() : List.of(service.strategy());
            };
        }

        private List<Offer> offers(Surroundings surroundings, String environment) {
            return switch (this) {
                case LANGUAGE -> surroundings.languages(environment);
                case RESOURCE -> surroundings.resources(environment);
                case STRATEGY -> surroundings.strategies(environment);
            };
        }
    }

    private Optional<PlanningResult> obstructed(List<ServiceRequest> services, Need need) {
        Map<String, String> obstacles = new LinkedHashMap<>();
        List<String> working = List.of();
        for (ServiceRequest service : services) {
            List<String> wanted = service.isDeployed() ? need.of(service) : List.of();
            if (!wanted.isEmpty()) {
                List<Offer> offers = need.offers(surroundings, service.environment());
                wanted.forEach(subject -> obstacle(offers, subject).ifPresent(why -> obstacles.put(subject, why)));
                working =
                        offers.stream().filter(Offer::works).map(Offer::subject).toList();
            }
        }
        return obstacles.isEmpty() ? Optional.empty() : Optional.of(unavailable(services, need, obstacles, working));
    }

    /// Why something does not work; empty when it works.
    private static Optional<String> obstacle(List<Offer> offers, String subject) {
        return offers.stream()
                .filter(offer -> offer.subject().equals(subject))
                .findFirst()
                .map(offer -> offer.obstacle().map(obstacle -> obstacle.message() + " " + obstacle.remedy()))
                .orElseGet(() -> Optional.of("The environment's target does not offer '" + subject + "'."));
    }

    private static PlanningResult unavailable(
            List<ServiceRequest> services, Need need, Map<String, String> obstacles, List<String> working) {
        return new PlanningResult.Unavailable(
                ServiceRequest.described(services),
                List.copyOf(obstacles.keySet()),
                need.because + ": " + String.join(" ", obstacles.values()),
                Map.of(need.field.json(), working));
    }
}
