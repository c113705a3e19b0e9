package dev.agenticframework.app;

import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.httpapi.Tracing;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.EventBus;
import dev.agenticframework.runtime.Workflows;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Exports traces over OTLP if an endpoint is set. A trace contains the request, the workflow that it starts, and each
/// attempt of a task. It continues the trace of the caller (W3C `traceparent`), if there is one. Tasks can run after a
/// restart, so the id of a workflow's span is derived from the id of the workflow.
final class Telemetry implements Tracing, AutoCloseable {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NAME = "agentic-framework";
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final Set<String> UNTRACED = Set.of("/health", "/metrics");
    private static final String ENDED =
            "{\"detail-type\": [\"workflow.completed\", \"workflow.failed\", \"workflow.cancelled\"]}";
    private static final int SERVER_ERROR = 500;

    private final OpenTelemetry telemetry;
    private final ChosenIds ids;
    private final AutoCloseable shutdown;
    private final boolean exports;

    private Telemetry(OpenTelemetry telemetry, ChosenIds ids, AutoCloseable shutdown, boolean exports) {
        this.telemetry = telemetry;
        this.ids = ids;
        this.shutdown = shutdown;
        this.exports = exports;
    }

    /// @param endpoint the address of a collector, such as `http://127.0.0.1:4318`; if empty, nothing is exported
    static Telemetry to(Optional<String> endpoint) {
        return endpoint.map(Telemetry::exporting)
                .orElseGet(() -> new Telemetry(OpenTelemetry.noop(), new ChosenIds(), () -> {}, false));
    }

    private static Telemetry exporting(String endpoint) {
        String url = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(url + "v1/traces").build();
        var ids = new ChosenIds();
        var tracing = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), NAME))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        var sdk = OpenTelemetrySdk.builder().setTracerProvider(tracing).build();
        return new Telemetry(sdk, ids, sdk, true);
    }

    @Override
    public RequestSpan request(String method, String route, String traceparent) {
        String received = TRACEPARENT.matcher(traceparent).matches() ? traceparent : "";
        if (UNTRACED.contains(route)) {
            return new HttpSpan(Span.getInvalid(), received);
        }
        var span = telemetry
                .getTracer(NAME)
                .spanBuilder(method + " " + route)
                .setParent(parent(received))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", method)
                .setAttribute("http.route", route)
                .startSpan();
        return new HttpSpan(span, received);
    }

    /// Exports the span of each workflow when it ends.
    void follow(EventBus events, Workflows workflows) {
        if (exports) {
            events.addRule(
                    "telemetry",
                    ENDED,
                    event -> WorkflowId.parse(workflowId(event))
                            .map(workflows::find)
                            .ifPresent(answer -> ended(answer, event)));
        }
    }

    private static String workflowId(Event event) {
        return MAPPER.readTree(event.detail()).path("workflow_id").asString("");
    }

    private void ended(Answer<Workflow> answer, Event event) {
        if (!(answer instanceof Answer.Done<Workflow>(var workflow))) {
            return;
        }
        String asked = workflow.request().labels().getOrDefault(Request.TRACEPARENT, "");
        String id = workflow.id().toString();
        var span = ids.next(
                traceId(event.traceparent()),
                spanId(id),
                () -> telemetry
                        .getTracer(NAME)
                        .spanBuilder("workflow " + workflow.request().service())
                        .setParent(parent(asked))
                        .setSpanKind(SpanKind.INTERNAL)
                        .setAttribute("agentic.workflow_id", id)
                        .setAttribute("agentic.outcome", workflow.status().toString())
                        .setStartTimestamp(workflow.createdAt())
                        .startSpan());
        if (!event.detailType().equals("workflow.completed")) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(event.time());
    }

    private static String traceId(String traceparent) {
        var matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /// Returns the id of a workflow's span.
    private static String spanId(String workflow) {
        long bits = UUID.nameUUIDFromBytes(("workflow " + workflow).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
        return HexFormat.of().toHexDigits(bits);
    }

    /// Starts the span of an attempt.
    TaskSpan task(String agent, TaskContext task) {
        String trace = traceId(task.traceparent());
        var span = telemetry
                .getTracer(NAME)
                .spanBuilder(agent + "." + task.action())
                .setParent(parent("00-" + trace + "-" + spanId(task.key().workflowId()) + "-01"))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("agentic.workflow_id", task.key().workflowId())
                .setAttribute("agentic.task_id", task.key().taskId())
                .setAttribute("agentic.attempt", task.key().attempt())
                .startSpan();
        return new TaskSpan(span, task.traceparent());
    }

    private static Context parent(String traceparent) {
        var matcher = TRACEPARENT.matcher(traceparent);
        if (!matcher.matches()) {
            return Context.root();
        }
        var remote = SpanContext.createFromRemoteParent(
                matcher.group(1), matcher.group(2), TraceFlags.fromHex(matcher.group(3), 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }

    /// Returns the trace context to pass on: that of the span if it is recorded, otherwise the received one.
    private static String traceparent(Span span, String received) {
        var context = span.getSpanContext();
        return span.isRecording()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : received;
    }

    private record HttpSpan(Span span, String received) implements RequestSpan {
        @Override
        public String traceparent() {
            return Telemetry.traceparent(span, received);
        }

        @Override
        public void status(int status) {
            span.setAttribute("http.response.status_code", status);
            if (status >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void close() {
            span.end();
        }
    }

    /// The span of an attempt, which ends when it is closed.
    record TaskSpan(Span span, String received) implements AutoCloseable {

        String traceparent() {
            return Telemetry.traceparent(span, received);
        }

        void outcome(String outcome) {
            span.setAttribute("agentic.outcome", outcome);
            if (!outcome.equals("succeeded")) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void close() {
            span.end();
        }
    }

    @Override
    public void close() {
        try {
            shutdown.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot flush the traces", e);
        }
    }
}
