package dev.agenticframework.observability;

import dev.agenticframework.agentapi.Environment.Slo;
import dev.agenticframework.agentapi.ServiceStatus;
import java.util.Locale;
import java.util.Optional;

/// The written summary of a deployment, in Markdown.
///
/// @param collection the collection that was probed in addition to the health checks
/// @param own the counts of one replica
record Summary(
        ServiceStatus service,
        String deploymentId,
        Slo slo,
        Figures figures,
        Verdict verdict,
        Probe.Seen seen,
        Optional<String> collection,
        Optional<ServiceMetrics> own) {

    String markdown() {
        return heading() + table() + counted() + misses() + ownFigures() + gaps() + unexpected();
    }

    private String heading() {
        return "# " + service.name() + " in " + service.environment() + ": "
                + (verdict.met() ? "meets its objective" : "misses its objective") + "\n\nVersion " + service.version()
                + ", deployment " + deploymentId + ", " + service.readyReplicas() + " of " + service.replicas()
                + " replicas ready at <" + service.url() + ">.\n\n";
    }

    private String table() {
        double p99 = figures.percentileMillis(0.99);
        double errorBudget = 1 - slo.availability();
        return "| figure | measured | objective | met |\n|---|---|---|---|\n"
                + row(
                        "availability",
                        percent(figures.availability()),
                        percent(slo.availability()),
                        yes(figures.availability() >= slo.availability()))
                + row(
                        "error rate",
                        percent(figures.errorRate()),
                        percent(errorBudget),
                        yes(figures.errorRate() <= errorBudget))
                + row("latency p50", millis(figures.percentileMillis(0.50)), "", "")
                + row("latency p95", millis(figures.percentileMillis(0.95)), "", "")
                + row(
                        "latency p99",
                        millis(p99),
                        millis((double) slo.latencyP99().toMillis()),
                        yes(p99 <= slo.latencyP99().toMillis()));
    }

    private static String row(String figure, String measured, String objective, String met) {
        return "| " + figure + " | " + measured + " | " + objective + " | " + met + " |\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", share * 100);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    private String counted() {
        var what = collection
                .map(path -> "health checks and " + (seen.wrote() ? "create, read, delete on" : "the list of") + " `"
                        + path + "`")
                .orElse("health checks");
        return "\nThe gateway counted " + figures.requests() + " requests in " + seen.rounds() + " rounds of " + what
                + "; " + figures.errors() + " failed.\n";
    }

    private static String yes(boolean met) {
        return met ? "yes" : "**no**";
    }

    private String misses() {
        return verdict.met() ? "" : "\nNot met: " + String.join("; ", verdict.misses()) + ".\n";
    }

    private String ownFigures() {
        return own.map(metrics -> String.format(
                        Locale.ROOT,
                        "\nOne replica has counted %d requests since it started, %d of them answered with 5xx%s.\n",
                        metrics.requests(),
                        metrics.serverErrors(),
                        metrics.latency() ? "" : "; it has no latency histogram"))
                .orElse(
                        "\nThe service's `/metrics` page has no `http_requests_total`, so all figures are from the gateway.\n");
    }

    private String gaps() {
        return collection.isPresent()
                ? ""
                : "\nThe service's `/openapi.json` has no collection to create, read and delete in, so only its health was probed.\n";
    }

    private String unexpected() {
        var text = new StringBuilder();
        seen.unexpected()
                .forEach((operation, count) -> text.append("\n- ")
                        .append(operation)
                        .append(" returned an unexpected response ")
                        .append(count)
                        .append(count == 1 ? " time" : " times"));
        if (seen.leftBehind() > 0) {
            text.append("\n- the probe could not delete ")
                    .append(seen.leftBehind())
                    .append(" members that it created, named '" + Example.TEXT + "'");
        }
        return text.isEmpty() ? "" : text.append("\n").toString();
    }
}
