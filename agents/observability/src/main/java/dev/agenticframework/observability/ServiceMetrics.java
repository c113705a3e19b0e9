package dev.agenticframework.observability;

import java.util.Optional;
import java.util.regex.Pattern;

/// The counts of one replica of a service, from its own metrics page.
///
/// @param requests all requests since the replica started
/// @param serverErrors the requests that it answered with 5xx
/// @param latency whether it has a latency histogram
record ServiceMetrics(long requests, long serverErrors, boolean latency) {

    private static final int MAX_LINES = 20_000;
    private static final Pattern TOTAL =
            Pattern.compile("http_requests_total\\{([^}]{0,2000})\\} ([0-9.eE+]{1,30})(?: [0-9]+)?");
    private static final Pattern SERVER_ERROR = Pattern.compile("(?:^|,)status=\"5[0-9x][0-9x]\"");

    /// Reads a page in the Prometheus text format 0.0.4 that is not trusted. Empty when it has no request counter.
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
