package dev.agenticframework.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Shows the progress of a workflow: a redrawn table in a terminal, one line per event elsewhere. If the connection to
/// the platform is lost, it reconnects and continues after the last received event.
final class Watch {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long REDRAW_NANOS = 80_000_000;

    private final Session session;
    private final Screen screen;
    private final WorkflowView view;
    private final boolean quiet;
    private final boolean draws;
    private final ReentrantLock drawing = new ReentrantLock();

    private JsonNode last = MissingNode.getInstance();
    private long sequence;
    private long drawnAt;
    private volatile boolean stale;

    /// @param quiet whether standard output is reserved for the final document; progress then goes to standard
    ///     error
    Watch(Session session, boolean quiet) {
        this.session = session;
        this.screen = session.screen();
        this.view = new WorkflowView(session);
        this.quiet = quiet;
        this.draws = screen.isTerminal() && !quiet;
    }

    /// Follows a workflow until it ends or waits for approval.
    ///
    /// @return the workflow at that time
    JsonNode untilSettled(String workflowId) {
        look(session.api(), workflowId);
        var ticker = draws ? Thread.ofVirtual().start(() -> tick(workflowId)) : null;
        var left = new Thread(
                () -> screen.note("The workflow continues. To follow it again: agentic workflow watch " + workflowId));
        Runtime.getRuntime().addShutdownHook(left);
        try {
            follow(workflowId);
            look(session.api(), workflowId);
        } finally {
            stop(ticker);
            forget(left);
        }
        if (draws) {
            screen.settle();
        }
        return last;
    }

    private void follow(String workflowId) {
        long goneSince = 0;
        while (true) {
            long before = sequence;
            var failure = followOnce(workflowId);
            if (failure == null) {
                return;
            }
            long now = System.nanoTime();
            if (goneSince == 0 || sequence > before) {
                goneSince = now;
                screen.note("Lost the connection to the platform. Waiting for it to start (agentic up) ...");
                screen.settle();
            }
            if (now - goneSince > PATIENCE.toNanos() || !slept()) {
                throw failure;
            }
        }
    }

    /// @return why following failed, or null if the workflow ended
    private @Nullable CommandFailure followOnce(String workflowId) {
        try {
            var api = session.api();
            return api.follow(workflowId, sequence, event -> heard(api, workflowId, event))
                    ? null
                    : new CommandFailure(
                            ExitCode.PLATFORM,
                            "PLATFORM_UNREACHABLE",
                            "The connection to the platform was lost while it ran " + workflowId + ".",
                            "Start it: agentic up. Then follow the workflow: agentic workflow watch " + workflowId);
        } catch (CommandFailure e) {
            if (e.exit() != ExitCode.PLATFORM) {
                throw e;
            }
            return e;
        }
    }

    private boolean heard(Api api, String workflowId, JsonNode event) {
        sequence = event.path("sequence").asLong(sequence);
        if (!draws) {
            tell(event, last);
        }
        boolean waits = event.path("type").asString("").equals("approval.requested");
        if (waits || (draws && System.nanoTime() - drawnAt > REDRAW_NANOS)) {
            look(api, workflowId);
        } else {
            stale = true;
        }
        return !(waits && last.path("status").asString("").equals("waiting_approval"));
    }

    private void look(Api api, String workflowId) {
        stale = false;
        JsonNode seen = api.get("/workflows/" + workflowId);
        drawing.lock();
        try {
            last = seen;
            redraw();
        } finally {
            drawing.unlock();
        }
    }

    private void redraw() {
        if (draws) {
            screen.redraw(view.tasks(last));
            drawnAt = System.nanoTime();
        }
    }

    /// Updates the elapsed times between events, and shows events that arrived shortly after the previous redraw.
    private void tick(String workflowId) {
        while (slept()) {
            if (stale && looked(workflowId)) {
                continue;
            }
            drawing.lock();
            try {
                redraw();
            } finally {
                drawing.unlock();
            }
        }
    }

    private boolean looked(String workflowId) {
        try {
            look(session.api(), workflowId);
            return true;
        } catch (CommandFailure e) {
            // The connection is lost. The thread that follows the events reports that and waits.
            return false;
        }
    }

    private static boolean slept() {
        try {
            TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void stop(@Nullable Thread ticker) {
        if (ticker == null) {
            return;
        }
        ticker.interrupt();
        try {
            ticker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The user interrupts the process, so the hook runs.
        }
    }

    private void tell(JsonNode event, JsonNode workflow) {
        String type = event.path("type").asString("");
        if (type.equals("task.ready")) {
            return;
        }
        String task = event.path("taskId").asString("");
        String line = event.path("at").asString("") + " " + type
                + (task.isEmpty() ? "" : " " + task + " " + title(workflow, task)) + detail(event);
        if (quiet) {
            screen.note(line);
        } else {
            screen.line(line);
        }
    }

    private static String title(JsonNode workflow, String taskId) {
        for (JsonNode task : workflow.path("tasks")) {
            if (task.path("taskId").asString("").equals(taskId)) {
                return task.path("title").asString("");
            }
        }
        return "";
    }

    private static String detail(JsonNode event) {
        if (event.has("failure")) {
            return ": " + event.path("failure").path("code").asString("") + " "
                    + event.path("failure").path("message").asString("");
        }
        String summary = event.path("outputs")
                .path("summary")
                .asString(event.path("message").asString(""));
        return summary.isEmpty() ? "" : ": " + summary;
    }
}
