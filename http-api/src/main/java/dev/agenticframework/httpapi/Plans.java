package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.httpapi.wire.Plan;
import dev.agenticframework.httpapi.wire.RequestedService;
import dev.agenticframework.httpapi.wire.Understanding;
import java.util.List;
import java.util.Optional;

/// Turns the result of planning into its wire record, the same for a dry run and for the command line.
public final class Plans {
    private Plans() {}

    /// The plan, or the question in its place.
    public static Plan of(PlanningResult result) {
        return switch (result) {
            case PlanningResult.Planned planned ->
                new Plan(
                        Plan.Status.PLANNED,
                        new Understanding(
                                services(planned.services()),
                                planned.plan().tasks().stream()
                                        .map(WireWorkflow::planned)
                                        .toList(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty());
            case PlanningResult.Ask ask -> new Plan(Plan.Status.ASK, understanding(ask), Optional.empty());
            case PlanningResult.Unavailable unavailable ->
                new Plan(Plan.Status.UNAVAILABLE, understanding(unavailable), Optional.empty());
            case PlanningResult.Refused(var failure) ->
                new Plan(
                        Plan.Status.ASK,
                        asking(List.of(), List.of(), List.of(failure.message() + " " + failure.remedy())),
                        Optional.of(failure.code()));
        };
    }

    static Understanding understanding(PlanningResult.Ask ask) {
        return asking(services(ask.understood()), ask.unexplained(), ask.questions());
    }

    static Understanding understanding(PlanningResult.Unavailable unavailable) {
        return new Understanding(
                services(unavailable.understood()),
                List.of(),
                List.of(),
                List.of(unavailable.reason()),
                Optional.of(unavailable.what()),
                Optional.of(unavailable.choices()));
    }

    private static Understanding asking(
            List<RequestedService> services, List<String> unexplained, List<String> questions) {
        return new Understanding(services, List.of(), unexplained, questions, Optional.empty(), Optional.empty());
    }

    private static List<RequestedService> services(List<dev.agenticframework.agentapi.RequestedService> services) {
        return services.stream().map(RequestedService::of).toList();
    }
}
