package dev.agenticframework.app;

import dev.agenticframework.agentapi.TaskContext;
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
import java.util.Optional;
import java.util.regex.Pattern;

/// Traces over OTLP where an endpoint is set; the trace context of a task comes from its workflow (W3C `traceparent`).
final class Telemetry implements AutoCloseable {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NAME = "agentic-framework";

    private final OpenTelemetry telemetry;
    private final AutoCloseable shutdown;

    private Telemetry(OpenTelemetry telemetry, AutoCloseable shutdown) {
        this.telemetry = telemetry;
        this.shutdown = shutdown;
    }

    /// @param endpoint of a collector, such as `http://127.0.0.1:4318`; nothing is exported when empty
    static Telemetry to(Optional<String> endpoint) {
        return endpoint.map(Telemetry::exporting).orElseGet(() -> new Telemetry(OpenTelemetry.noop(), () -> {}));
    }

    private static Telemetry exporting(String endpoint) {
        String url = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(url + "v1/traces").build();
        var tracing = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), NAME))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        var sdk = OpenTelemetrySdk.builder().setTracerProvider(tracing).build();
        return new Telemetry(sdk, sdk);
    }

    /// Begins the span of an attempt at a task.
    TaskSpan task(String agent, TaskContext task) {
        var span = telemetry
                .getTracer(NAME)
                .spanBuilder(agent + "." + task.action())
                .setParent(parent(task.traceparent()))
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

    /// The span of one attempt; ends when closed.
    record TaskSpan(Span span, String received) implements AutoCloseable {

        /// What the work passes on: this span where traces are recorded, otherwise what came in.
        String traceparent() {
            var context = span.getSpanContext();
            return context.isValid()
                    ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                            + context.getTraceFlags().asHex()
                    : received;
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
            throw new IllegalStateException("traces could not be flushed", e);
        }
    }
}
