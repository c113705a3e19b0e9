package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Starting, finding and steering workflows.
final class WorkflowRoutes {
    private static final int MAX_SENTENCE = 4_000;
    private static final int MAX_NAME = 256;
    private static final int MAX_COMMENT = 2_000;
    private static final int MAX_HISTORY = 1_000;
    private static final int MAX_ENTRIES = 10_000;
    private static final Set<String> START_FIELDS =
            Set.of("requestedBy", "request", "template", "parameters", "plan", "dryRun");

    private final Workflows workflows;
    private final Planning planning;

    WorkflowRoutes(Workflows workflows, Planning planning) {
        this.workflows = workflows;
        this.planning = planning;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                                "/workflows",
                                "createWorkflow",
                                "Plan a request and start it",
                                "StartWorkflow",
                                201,
                                "Workflow",
                                this::start)
                        .with(Idempotency.HEADER),
                Route.get("/workflows", "listWorkflows", "List workflows, newest first", "WorkflowPage", this::list)
                        .with(
                                Parameter.choice("status", statuses()),
                                Parameter.text("service"),
                                Parameter.text("environment"),
                                Parameter.text("requestedBy"),
                                Parameter.text("template"),
                                Parameter.time("since"),
                                Parameter.time("until"),
                                Parameter.text("cursor"),
                                Parameter.number("limit", 1, WorkflowQuery.MAX_LIMIT)),
                Route.get("/workflows/{workflowId}", "getWorkflow", "A workflow and its tasks", "Workflow", this::show),
                Route.get(
                                "/workflows/{workflowId}/history",
                                "getHistory",
                                "What happened, fact by fact",
                                "HistoryPage",
                                this::history)
                        .with(
                                Parameter.number("after", 0, Integer.MAX_VALUE),
                                Parameter.number("limit", 1, MAX_HISTORY)),
                steer("cancel", "cancelWorkflow", "End it, and undo what can be undone", "Reason", this::cancel),
                steer("pause", "pauseWorkflow", "Start nothing new until it is resumed", "", this::pause),
                steer("resume", "resumeWorkflow", "Go on after a pause", "", this::resume),
                steer(
                        "retry",
                        "retryWorkflow",
                        "Start again from a task, or from what failed",
                        "RetryFrom",
                        this::retry),
                steer(
                        "tasks/{taskId}/approve",
                        "approveTask",
                        "Agree to what waits for approval",
                        "Vote",
                        context -> vote(context, true)),
                steer(
                        "tasks/{taskId}/deny",
                        "denyTask",
                        "Refuse what waits for approval",
                        "Vote",
                        context -> vote(context, false)),
                Route.get(
                                "/dead-letters",
                                "listDeadLetters",
                                "Tasks that failed for good",
                                "DeadLetterPage",
                                this::deadLetters)
                        .with(Parameter.text("cursor"), Parameter.number("limit", 1, WorkflowQuery.MAX_LIMIT)),
                steer("tasks/{taskId}/replay", "replayTask", "Try a dead letter's task again", "", this::replay));
    }

    private static Route steer(String verb, String id, String summary, String body, Route.Handler handler) {
        return Route.post("/workflows/{workflowId}/" + verb, id, summary, body, 200, "Workflow", handler);
    }

    private void start(Context context) {
        var body = new Fieldwise(Json.object(context), START_FIELDS);
        String requestedBy = requester(Caller.of(context), body.text("requestedBy", MAX_NAME));
        boolean dryRun = body.flag("dryRun");
        Optional<String> sentence = body.text("request", MAX_SENTENCE);
        var planned = planned(plan(body, sentence));
        if (dryRun) {
            Json.answer(context, 200, planned.view());
        } else {
            start(context, requestedBy, sentence.orElse(""), planned);
        }
    }

    /// The plan, or the problem that ends the request.
    static Planning.Outcome.Planned planned(Planning.Outcome outcome) {
        return switch (outcome) {
            case Planning.Outcome.Planned planned -> planned;
            case Planning.Outcome.Ask ask ->
                throw new ProblemException(new Problem(
                        422, "REQUEST_UNCLEAR", ask.question(), "answer the question, and ask again", ask.view()));
            case Planning.Outcome.Unavailable unavailable ->
                throw new ProblemException(new Problem(
                        422,
                        "CAPABILITY_NOT_AVAILABLE",
                        unavailable.reason(),
                        "ask for something that is available here",
                        unavailable.view()));
            case Planning.Outcome.Refused refused -> throw new FailureException(refused.failure());
        };
    }

    private Planning.Outcome plan(Fieldwise body, Optional<String> sentence) {
        var template = body.text("template", MAX_NAME);
        var tasks = body.any("plan");
        long ways = List.of(sentence, template, tasks).stream()
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            throw new FailureException(Failure.invalid(
                    "REQUEST_INVALID",
                    "the body has " + ways + " of 'request', 'template' and 'plan'",
                    "send exactly one: a sentence, a template with parameters, or a plan"));
        }
        if (sentence.isPresent()) {
            return planning.fromSentence(sentence.get());
        }
        return template.isPresent()
                ? planning.fromTemplate(
                        template.get(), body.object("parameters").orElse(Json.MAPPER.createObjectNode()))
                : planning.fromTasks(tasks.orElseThrow());
    }

    /// A token of the group `admin`, such as a portal's, may ask on behalf of someone.
    private static String requester(Principal caller, Optional<String> requestedBy) {
        if (requestedBy.isPresent()
                && !requestedBy.get().equals(caller.name())
                && !caller.groups().contains(Caller.ADMIN)) {
            throw new FailureException(Failure.forbidden(
                    "REQUESTER_MISMATCH",
                    "the token is not that of '" + requestedBy.get() + "'",
                    "leave 'requestedBy' out, or use the requester's own token"));
        }
        return requestedBy.orElse(caller.name());
    }

    private void start(Context context, String requestedBy, String sentence, Planning.Outcome.Planned planned) {
        var request = new Request(
                requestedBy,
                sentence,
                planned.template(),
                planned.parameters(),
                Tracing.of(context).labelled(planned.labels()));
        var started =
                Answers.value(workflows.start(new StartRequest(Idempotency.key(context), request, planned.plan())));
        context.header("Location", "/workflows/" + started.workflow().id());
        Json.answer(context, started.created() ? 201 : 200, WireWorkflow.whole(started.workflow(), Reports.NONE));
    }

    private void list(Context context) {
        var query = new WorkflowQuery(
                param(context, "status").map(WorkflowRoutes::status),
                param(context, "service"),
                param(context, "environment"),
                param(context, "requestedBy"),
                param(context, "template"),
                param(context, "since").map(text -> instant("since", text)),
                param(context, "until").map(text -> instant("until", text)),
                param(context, "cursor"),
                limit(context, WorkflowQuery.ALL.limit(), WorkflowQuery.MAX_LIMIT));
        var page = Answers.value(workflows.list(query));
        Json.answer(
                context,
                200,
                page(page.items().stream().map(WireWorkflow::summary).toList(), page.next()));
    }

    private void deadLetters(Context context) {
        int limit = limit(context, WorkflowQuery.ALL.limit(), WorkflowQuery.MAX_LIMIT);
        var page = Answers.value(workflows.deadLetters(param(context, "cursor"), limit));
        Json.answer(
                context,
                200,
                page(page.items().stream().map(WireWorkflow::deadLetter).toList(), page.next()));
    }

    private static Map<String, Object> page(List<Map<String, Object>> items, Optional<String> next) {
        var json = new LinkedHashMap<String, Object>();
        json.put("items", items);
        json.put("next", next.orElse(null));
        return json;
    }

    private void show(Context context) {
        answer(context, Answers.value(workflows.find(id(context))));
    }

    private void history(Context context) {
        long after = number(context, "after", 0, Integer.MAX_VALUE, 0);
        int limit = limit(context, MAX_HISTORY, MAX_HISTORY);
        var items = new ArrayList<Map<String, Object>>();
        var entries = Answers.value(workflows.history(id(context), after, limit));
        entries.forEach(entry -> items.add(WireEntry.of(entry)));
        boolean more = entries.size() == limit;
        Json.answer(
                context,
                200,
                page(items, more ? Optional.of(Long.toString(entries.getLast().sequence())) : Optional.empty()));
    }

    private void cancel(Context context) {
        String reason =
                body(context, Set.of("reason")).text("reason", MAX_COMMENT).orElse("");
        answer(context, Answers.value(workflows.cancel(id(context), Caller.of(context), reason)));
    }

    private void pause(Context context) {
        answer(context, Answers.value(workflows.pause(id(context), Caller.of(context))));
    }

    private void resume(Context context) {
        answer(context, Answers.value(workflows.resume(id(context), Caller.of(context))));
    }

    private void retry(Context context) {
        var from = body(context, Set.of("from")).text("from", MAX_NAME).map(WorkflowRoutes::taskId);
        answer(context, Answers.value(workflows.retry(id(context), from, Caller.of(context))));
    }

    private void replay(Context context) {
        answer(context, Answers.value(workflows.replay(id(context), task(context), Caller.of(context))));
    }

    private void vote(Context context, boolean agrees) {
        var body = body(context, Set.of("digest", "comment"));
        String digest = body.required("digest", MAX_NAME);
        String comment = body.text("comment", MAX_COMMENT).orElse("");
        var caller = Caller.of(context);
        answer(
                context,
                Answers.value(
                        agrees
                                ? workflows.approve(id(context), task(context), caller, digest, comment)
                                : workflows.deny(id(context), task(context), caller, digest, comment)));
    }

    private void answer(Context context, Workflow workflow) {
        var history = Answers.value(workflows.history(workflow.id(), 0, MAX_ENTRIES));
        Json.answer(context, 200, WireWorkflow.whole(workflow, Reports.of(history)));
    }

    private static Fieldwise body(Context context, Set<String> fields) {
        return context.bodyAsBytes().length == 0
                ? new Fieldwise(Json.MAPPER.createObjectNode(), fields)
                : new Fieldwise(Json.object(context), fields);
    }

    static WorkflowId id(Context context) {
        String text = context.pathParam("workflowId");
        return WorkflowId.parse(text)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "WORKFLOW_NOT_FOUND",
                        "there is no workflow '" + Text.shown(text) + "'",
                        "list workflows: agentic workflow list")));
    }

    static TaskId task(Context context) {
        return taskId(context.pathParam("taskId"));
    }

    private static TaskId taskId(String text) {
        try {
            return new TaskId(text);
        } catch (IllegalArgumentException e) {
            throw taskNotFound(text);
        }
    }

    static FailureException taskNotFound(String text) {
        return new FailureException(Failure.notFound(
                "TASK_NOT_FOUND",
                "there is no task '" + Text.shown(text) + "'",
                "look at the workflow's tasks: agentic workflow show ID"));
    }

    private static Optional<String> param(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
    }

    private static Object[] statuses() {
        return Stream.of(Status.values()).map(Status::toString).toArray();
    }

    private static Status status(String text) {
        for (Status status : Status.values()) {
            if (status.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return status;
            }
        }
        throw Fieldwise.invalid("status", "is '" + Text.shown(text) + "'", "use one of " + List.of(Status.values()));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Fieldwise.invalid(name, "is '" + Text.shown(text) + "'", "write a time as 2026-01-31T09:30:00Z");
        }
    }

    private static int limit(Context context, int otherwise, int max) {
        return (int) number(context, "limit", 1, max, otherwise);
    }

    static long number(Context context, String name, long min, long max, long otherwise) {
        var text = param(context, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is out of bounds.
        }
        throw Fieldwise.invalid(name, "is '" + Text.shown(text.get()) + "'", "use a number from " + min + " to " + max);
    }
}
