package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Text;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Subscription;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends a workflow's history as server-sent events. The `id` of an event is its sequence: a client that lost the
/// connection sends it as `Last-Event-ID` and continues from there. The stream ends with an event `end` when the
/// workflow has ended.
final class EventStream {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LAST_EVENT = "Last-Event-ID";
    private static final int MAX_SEQUENCE_DIGITS = 18;

    private final Workflows workflows;
    private final Guard guard;
    private final OpenStreams streams;

    EventStream(Workflows workflows, Guard guard, OpenStreams streams) {
        this.workflows = workflows;
        this.guard = guard;
        this.streams = streams;
    }

    List<Route> routes() {
        return List.of(Route.get(
                        "/workflows/{workflowId}/events",
                        "streamEvents",
                        "Follow what happens, as server-sent events",
                        this::stream)
                .answersWith("text/event-stream")
                .with(Parameter.header(LAST_EVENT, MAX_SEQUENCE_DIGITS)));
    }

    private void stream(Context context) {
        var id = guard.workflow(context);
        long after = after(context);
        try (var _ = streams.open(context);
                var subscription = Answers.value(workflows.subscribe(id, after))) {
            var out = begin(context);
            if (!Bodies.isHead(context)) {
                send(subscription, out, id, after);
            }
        } catch (IOException _) {
            // The client is gone.
        } catch (InterruptedException _) {
            // The token is no longer valid, or the platform stops. The client sees that the stream has no end.
        }
    }

    private void send(Subscription subscription, OutputStream out, WorkflowId id, long after)
            throws IOException, InterruptedException {
        while (true) {
            List<Entry> entries = subscription.next(PATIENCE);
            for (Entry entry : entries) {
                write(
                        out,
                        Long.toString(entry.sequence()),
                        WireEntry.type(entry.fact()),
                        Json.text(WireEntry.of(entry)));
            }
            if (entries.isEmpty()) {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            }
            if (ended(id, entries, after)) {
                write(out, "", "end", "{}");
                out.flush();
                return;
            }
            out.flush();
        }
    }

    private static OutputStream begin(Context context) throws IOException {
        context.res().setContentType("text/event-stream");
        context.res().setCharacterEncoding("utf-8");
        context.res().setHeader("Cache-Control", "no-store");
        context.res().setHeader("X-Accel-Buffering", "no");
        var out = context.res().getOutputStream();
        out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        return out;
    }

    /// Whether the workflow has ended and the client has its last entry.
    private boolean ended(WorkflowId id, List<Entry> sent, long after) {
        long last = sent.isEmpty() ? after : sent.getLast().sequence();
        return workflows.find(id) instanceof Answer.Done<Workflow>(var workflow)
                && workflow.endedAt().isPresent()
                && (workflow.sequence() <= last || sent.isEmpty());
    }

    private static void write(OutputStream out, String id, String event, String data) throws IOException {
        String text = (id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long after(Context context) {
        String text = Optional.ofNullable(context.header(LAST_EVENT)).orElse("0");
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw Json.invalid(
                    LAST_EVENT, "is '" + Text.shown(text) + "'", "Send the id of the last event that you received.");
        }
    }
}
