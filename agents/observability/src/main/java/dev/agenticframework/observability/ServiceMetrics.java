package dev.agenticframework.observability;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a replica of a service counts itself, from its Prometheus page.
///
/// @param requests in all, since the replica started
/// @param serverErrors those it answered 5xx
/// @param latency whether it keeps a latency histogram
record ServiceMetrics(long requests, long serverErrors, boolean latency) {

    private static final int MAX_LINES = 20_000;
    private static final Pattern TOTAL =
            Pattern.compile("http_requests_total\\{([^}]{0,2000})\\} ([0-9.eE+]{1,30})(?: [0-9]+)?");
    private static final Pattern SERVER_ERROR = Pattern.compile("(?:^|,)status=\"5[0-9x][0-9x]\"");

    /// Reads the text format (Prometheus exposition format 0.0.4), as hostile input. Empty when the page has no
    /// request counter.
    static Optional<ServiceMetrics> read(String page) {
        double requests = 0;
        double errors = 0;
        boolean counter = false;
        boolean histogram = false;
        for (var line : page.lines().limit(MAX_LINES).toList()) {
            histogram |= line.startsWith("http_request_duration_seconds_bucket{");
            counter |= line.startsWith("# TYPE http_requests_total ");
            var match = TOTAL.matcher(line);
            if (match.matches()) {
                counter = true;
                double count = number(match.group(2));
                requests += count;
                errors += SERVER_ERROR.matcher(match.group(1)).find() ? count : 0;
            }
        }
        return counter ? Optional.of(new ServiceMetrics((long) requests, (long) errors, histogram)) : Optional.empty();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
