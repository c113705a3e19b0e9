package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.httpapi.wire.DeadLetterPage;
import dev.agenticframework.httpapi.wire.HistoryPage;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Plan;
import dev.agenticframework.httpapi.wire.Reason;
import dev.agenticframework.httpapi.wire.RetryFrom;
import dev.agenticframework.httpapi.wire.Signal;
import dev.agenticframework.httpapi.wire.SignalReceipt;
import dev.agenticframework.httpapi.wire.StartWorkflow;
import dev.agenticframework.httpapi.wire.Text;
import dev.agenticframework.httpapi.wire.Vote;
import dev.agenticframework.httpapi.wire.WorkflowPage;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Starts, finds and steers workflows.
final class WorkflowRoutes {
    private static final int MAX_HISTORY = 1_000;
    private static final int MAX_ENTRIES = 10_000;

    private final Workflows workflows;
    private final PlanRequests planning;
    private final Guard guard;

    WorkflowRoutes(Workflows workflows, Planning planning, Guard guard) {
        this.workflows = workflows;
        this.planning = new PlanRequests(planning);
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/workflows", "createWorkflow", "Plan a request and start it", this::start)
                        .needs(Permission.START, Permission.OPERATE)
                        .takes(StartWorkflow.class)
                        .answers(201, dev.agenticframework.httpapi.wire.Workflow.class)
                        .answers(200, dev.agenticframework.httpapi.wire.Workflow.class, Plan.class)
                        .with(Idempotency.HEADER),
                Route.get("/workflows", "listWorkflows", "List workflows, newest first", this::list)
                        .answers(200, WorkflowPage.class)
                        .with(
                                Parameter.choice("status", List.of(Status.values())),
                                Parameter.text("service"),
                                Parameter.text("environment"),
                                Parameter.text("requestedBy"),
                                Parameter.text("template"),
                                Parameter.time("since"),
                                Parameter.time("until"),
                                Parameter.text("cursor"),
                                Parameter.number("limit", 1, WorkflowQuery.MAX_LIMIT)),
                Route.get("/workflows/{workflowId}", "getWorkflow", "Get a workflow and its tasks", this::show)
                        .answers(200, dev.agenticframework.httpapi.wire.Workflow.class),
                Route.get("/workflows/{workflowId}/history", "getHistory", "List what happened", this::history)
                        .answers(200, HistoryPage.class)
                        .with(
                                Parameter.number("after", 0, Integer.MAX_VALUE),
                                Parameter.number("limit", 1, MAX_HISTORY)),
                steer("cancel", "cancelWorkflow", "Cancel a workflow, and undo what can be undone", this::cancel)
                        .mayTake(Reason.class),
                steer("pause", "pauseWorkflow", "Start no further tasks until the workflow is resumed", this::pause),
                steer("resume", "resumeWorkflow", "Resume a paused workflow", this::resume),
                steer("retry", "retryWorkflow", "Run a workflow again from a task, or from what failed", this::retry)
                        .mayTake(RetryFrom.class),
                steer("tasks/{taskId}/approve", "approveTask", "Approve a task that waits for it", this::approve)
                        .needs(Permission.APPROVE)
                        .takes(Vote.class),
                steer("tasks/{taskId}/deny", "denyTask", "Deny a task that waits for approval", this::deny)
                        .needs(Permission.APPROVE)
                        .takes(Vote.class),
                Route.post(
                                "/workflows/{workflowId}/tasks/{taskId}/signal",
                                "signalTask",
                                "Report that the external work that a task waits for has ended",
                                this::signal)
                        .needs(Permission.SIGNAL)
                        .takes(Signal.class)
                        .answers(202, SignalReceipt.class),
                Route.get("/dead-letters", "listDeadLetters", "List the tasks that failed", this::deadLetters)
                        .answers(200, DeadLetterPage.class)
                        .with(Parameter.text("cursor"), Parameter.number("limit", 1, WorkflowQuery.MAX_LIMIT)),
                steer("tasks/{taskId}/replay", "replayTask", "Run a dead letter's task again", this::replay));
    }

    private static Route steer(String verb, String id, String summary, Route.Handler handler) {
        return Route.post("/workflows/{workflowId}/" + verb, id, summary, handler)
                .needs(Permission.STEER)
                .answers(200, dev.agenticframework.httpapi.wire.Workflow.class);
    }

    private void start(Context context) {
        var body = Bodies.read(context, StartWorkflow.class);
        String requestedBy = requester(context, body.requestedBy());
        var planned = PlanRequests.planned(planning.plan(body));
        if (body.dryRun().orElse(false)) {
            guard.dryRun(context, planned.plan());
            Bodies.answer(context, 200, Plans.of(planned));
        } else {
            start(context, requestedBy, body.request().orElse(""), planned);
        }
    }

    /// An administrator, such as a portal, may act on behalf of someone else.
    private String requester(Context context, Optional<String> requestedBy) {
        String caller = Caller.of(context).name();
        if (requestedBy.isPresent()
                && !requestedBy.get().equals(caller)
                && !guard.allows(context, Permission.ADMINISTER, Scope.EVERYTHING)) {
            throw new FailureException(Failure.forbidden(
                    "REQUESTER_MISMATCH",
                    "The token does not belong to '" + Text.shown(requestedBy.get()) + "'.",
                    "Leave out 'requestedBy', or use that person's own token."));
        }
        return requestedBy.orElse(caller);
    }

    private void start(Context context, String requestedBy, String sentence, PlanningResult.Planned planned) {
        var request = new Request(
                requestedBy, sentence, planned.template(), planned.parameters(), labels(context, requestedBy, planned));
        guard.plan(context, planned.plan(), Map.of());
        Changes.after(context, "requestedBy", requestedBy);
        var started =
                Answers.value(workflows.start(new StartRequest(Idempotency.key(context), request, planned.plan())));
        Changes.started(context, started);
        context.header("Location", "/workflows/" + started.workflow().id());
        Bodies.answer(context, started.created() ? 201 : 200, WireWorkflow.whole(started.workflow(), Reports.NONE));
    }

    /// Who acts on behalf of someone else counts as a requester, too: nobody approves what they have started.
    private static Map<String, String> labels(Context context, String requestedBy, PlanningResult.Planned planned) {
        var labels = new HashMap<>(Tracing.of(context).labelled(planned.labels()));
        String caller = Caller.of(context).name();
        if (!caller.equals(requestedBy)) {
            labels.put(Request.STARTED_BY, caller);
        }
        return labels;
    }

    private void list(Context context) {
        guard.anywhere(context);
        var query = new WorkflowQuery(
                Query.text(context, "status").map(WorkflowRoutes::status),
                Query.text(context, "service"),
                Query.text(context, "environment"),
                Query.text(context, "requestedBy"),
                Query.text(context, "template"),
                Query.time(context, "since"),
                Query.time(context, "until"),
                Query.text(context, "cursor"),
                limit(context, WorkflowQuery.ALL.limit(), WorkflowQuery.MAX_LIMIT));
        var page = Answers.value(workflows.list(query));
        var seen = page.items().stream().filter(one -> guard.sees(context, one.id()));
        Bodies.answer(
                context, 200, new WorkflowPage(seen.map(WireWorkflow::summary).toList(), page.next()));
    }

    private void deadLetters(Context context) {
        guard.anywhere(context);
        int limit = limit(context, WorkflowQuery.ALL.limit(), WorkflowQuery.MAX_LIMIT);
        var page = Answers.value(workflows.deadLetters(Query.text(context, "cursor"), limit));
        var seen = page.items().stream().filter(one -> guard.sees(context, one.workflow()));
        Bodies.answer(
                context,
                200,
                new DeadLetterPage(seen.map(WireWorkflow::deadLetter).toList(), page.next()));
    }

    private void show(Context context) {
        answer(context, Answers.value(workflows.find(guard.workflow(context))));
    }

    private void history(Context context) {
        long after = Query.number(context, "after", 0, Integer.MAX_VALUE, 0);
        int limit = limit(context, MAX_HISTORY, MAX_HISTORY);
        var entries = Answers.value(workflows.history(guard.workflow(context), after, limit));
        Optional<String> next = entries.size() == limit
                ? Optional.of(Long.toString(entries.getLast().sequence()))
                : Optional.empty();
        Bodies.answer(
                context,
                200,
                new HistoryPage(entries.stream().map(WireEntry::of).toList(), next));
    }

    private void cancel(Context context) {
        String reason = Bodies.readIfAny(context, Reason.class).reason().orElse("");
        var id = guard.workflow(context);
        Changes.after(context, "reason", reason);
        changed(context, workflows.cancel(id, Caller.of(context), reason));
    }

    private void pause(Context context) {
        changed(context, workflows.pause(guard.workflow(context), Caller.of(context)));
    }

    private void resume(Context context) {
        changed(context, workflows.resume(guard.workflow(context), Caller.of(context)));
    }

    private void retry(Context context) {
        var from = Bodies.readIfAny(context, RetryFrom.class).from().map(Query::taskId);
        var id = guard.workflow(context);
        from.ifPresent(task -> Changes.after(context, "from", task.toString()));
        changed(context, workflows.retry(id, from, Caller.of(context)));
    }

    private void replay(Context context) {
        var task = Query.task(context);
        changed(context, workflows.replay(guard.workflow(context), task, Caller.of(context)));
    }

    private void approve(Context context) {
        var vote = Bodies.read(context, Vote.class);
        var id = guard.workflowOfTask(context);
        Changes.after(context, "digest", vote.digest());
        changed(
                context,
                workflows.approve(
                        id,
                        Query.task(context),
                        Caller.of(context),
                        vote.digest(),
                        vote.comment().orElse("")));
    }

    private void deny(Context context) {
        var vote = Bodies.read(context, Vote.class);
        var id = guard.workflowOfTask(context);
        Changes.after(context, "digest", vote.digest());
        changed(
                context,
                workflows.deny(
                        id,
                        Query.task(context),
                        Caller.of(context),
                        vote.digest(),
                        vote.comment().orElse("")));
    }

    private void signal(Context context) {
        var signal = Bodies.read(context, Signal.class);
        var task = Query.task(context);
        var workflow = guard.workflow(context);
        Changes.after(context, "handle", signal.handle());
        String payload = signal.payload().map(Json::text).orElse("");
        boolean accepted = isAccepted(workflows.signal(workflow, task, signal.handle(), payload));
        Bodies.answer(context, 202, new SignalReceipt(workflow.toString(), task.value(), signal.handle(), accepted));
    }

    /// A signal that no attempt can wait for is harmless: it may be late, or belong to an attempt that has ended.
    private static boolean isAccepted(Answer<Workflow> answer) {
        if (answer instanceof Answer.Refused<Workflow> refused && refused.code() == Answer.Code.SIGNAL_UNEXPECTED) {
            return false;
        }
        Answers.value(answer);
        return true;
    }

    private void changed(Context context, Answer<Workflow> answer) {
        var workflow = Answers.value(answer);
        Changes.after(context, "status", workflow.status().toString());
        answer(context, workflow);
    }

    private void answer(Context context, Workflow workflow) {
        var history = Answers.value(workflows.history(workflow.id(), 0, MAX_ENTRIES));
        Bodies.answer(context, 200, WireWorkflow.whole(workflow, Reports.of(history)));
    }

    private static Status status(String text) {
        for (Status status : Status.values()) {
            if (status.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return status;
            }
        }
        throw Json.invalid("status", "is '" + Text.shown(text) + "'", "Use one of " + List.of(Status.values()) + ".");
    }

    private static int limit(Context context, int otherwise, int max) {
        return (int) Query.number(context, "limit", 1, max, otherwise);
    }
}
