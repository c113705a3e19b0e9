package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.time.Duration;

/// The platform's own metrics, with names and a text format for Prometheus.
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("http_requests_total")
            .help("Requests by method, route and status")
            .labelNames("method", "route", "status")
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("http_request_duration_seconds")
            .help("Time to answer a request")
            .unit(Unit.SECONDS)
            .classicOnly()
            .labelNames("method", "route")
            .register(registry);
    private final Counter tasks = Counter.builder()
            .name("agentic_tasks_total")
            .help("Attempts of tasks by agent, action and outcome")
            .labelNames("agent", "action", "outcome")
            .register(registry);
    private final Histogram taskDurations = Histogram.builder()
            .name("agentic_task_duration_seconds")
            .help("Duration of the attempts of tasks")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600)
            .labelNames("agent", "action")
            .register(registry);

    /// Starts to count, beginning with the metrics of the JVM.
    public Metrics() {
        JvmMetrics.builder().register(registry);
    }

    void request(String method, String route, int status, Duration duration) {
        requests.labelValues(method, route, Integer.toString(status)).inc();
        durations.labelValues(method, route).observe(seconds(duration));
    }

    /// Counts an attempt of a task.
    ///
    /// @param outcome `succeeded`, `retryable`, `terminal` or `interrupted`
    public void task(String agent, String action, String outcome, Duration duration) {
        tasks.labelValues(agent, action, outcome).inc();
        taskDurations.labelValues(agent, action).observe(seconds(duration));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    void write(Context context) throws IOException {
        context.res().setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
        PrometheusTextFormatWriter.builder().build().write(context.res().getOutputStream(), registry.scrape());
    }
}
