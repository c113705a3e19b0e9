package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.TaskDraft;
import dev.agenticframework.httpapi.wire.PlannedTask;
import dev.agenticframework.httpapi.wire.StartWorkflow;
import dev.agenticframework.httpapi.wire.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Hands the bodies of requests to the planner, and turns what is not a plan into a problem.
final class PlanRequests {
    private final Planning planning;

    PlanRequests(Planning planning) {
        this.planning = planning;
    }

    /// Plans the one thing that a body asks for.
    PlanningResult plan(StartWorkflow body) {
        long ways = Stream.of(body.request(), body.template(), body.plan())
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            throw new FailureException(Failure.invalid(
                    "REQUEST_INVALID",
                    "The body has " + ways + " of 'request', 'template' and 'plan'.",
                    "Send exactly one: a sentence, a template with its parameters, or a plan."));
        }
        return body.request()
                .map(planning::fromSentence)
                .or(() -> body.template()
                        .map(template -> planning.fromTemplate(
                                template, parameters(body.parameters().orElse(Map.of())))))
                .orElseGet(() -> planning.fromTasks(drafts(body.plan().orElseThrow())));
    }

    private static Map<String, String> parameters(Map<String, JsonNode> parameters) {
        var texts = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (!value.isValueNode()) {
                throw new FailureException(Failure.invalid(
                        "PARAMETER_INVALID",
                        "The parameter '" + Text.shown(name) + "' is not a plain value.",
                        "Send a string, a number or a boolean."));
            }
            texts.put(name, value.asString());
        });
        return texts;
    }

    private static List<TaskDraft> drafts(List<PlannedTask> tasks) {
        return tasks.stream()
                .map(task -> new TaskDraft(
                        task.id(),
                        task.agent(),
                        task.action(),
                        inputs(task.inputs().orElse(Map.of())),
                        task.dependsOn().orElse(List.of())))
                .toList();
    }

    /// A value that is an array or an object reaches the agent as JSON.
    private static Map<String, String> inputs(Map<String, JsonNode> inputs) {
        var texts = new LinkedHashMap<String, String>();
        inputs.forEach((name, value) -> texts.put(name, value.isValueNode() ? value.asString() : value.toString()));
        return texts;
    }

    /// The plan.
    ///
    /// @throws ProblemException `REQUEST_UNCLEAR` or `CAPABILITY_NOT_AVAILABLE`, with what was understood
    /// @throws FailureException when the request is wrong
    static PlanningResult.Planned planned(PlanningResult result) {
        return switch (result) {
            case PlanningResult.Planned planned -> planned;
            case PlanningResult.Ask ask ->
                throw new ProblemException(Problems.of(
                        Failure.unprocessable(
                                "REQUEST_UNCLEAR",
                                String.join(" ", ask.questions()),
                                "Answer the question in a new request."),
                        Optional.of(Plans.understanding(ask))));
            case PlanningResult.Unavailable unavailable ->
                throw new ProblemException(Problems.of(
                        Failure.unprocessable(
                                "CAPABILITY_NOT_AVAILABLE",
                                unavailable.reason(),
                                "Choose something that is available here."),
                        Optional.of(Plans.understanding(unavailable))));
            case PlanningResult.Refused(var failure) -> throw new FailureException(failure);
        };
    }
}
