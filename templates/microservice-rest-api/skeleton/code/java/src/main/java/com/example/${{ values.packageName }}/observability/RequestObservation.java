package com.example.${{ values.packageName }}.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Counts, times and logs requests, except for probes and scrapes. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RequestObservation extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestObservation.class);
    private static final String UNMATCHED = "unmatched";
    private static final double NANOS_IN_MILLI = 1e6;
    private static final Duration[] BUCKETS = Stream.of(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry metrics;

    RequestObservation(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/metrics") || path.startsWith("/health");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long started = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            record(request, response.getStatus(), Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void record(HttpServletRequest request, int status, Duration elapsed) {
        String route = route(request);
        // Clients can invent methods, and each would create a new time series.
        String method = route.equals(UNMATCHED) ? "other" : request.getMethod();
        Counter.builder("http.requests")
                .description("HTTP requests answered.")
                .tags("method", method, "route", route, "status", String.valueOf(status))
                .register(metrics)
                .increment();
        Timer.builder("http.request.duration")
                .description("Time to answer an HTTP request.")
                .tags("method", method, "route", route)
                .serviceLevelObjectives(BUCKETS)
                .register(metrics)
                .record(elapsed);
        LOG.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("duration_ms", elapsed.toNanos() / NANOS_IN_MILLI)
                .log("request");
    }

    /** Returns the pattern of the path, so that metrics have one time series per route, not per id. */
    private static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null || pattern.equals("/**") ? UNMATCHED : pattern.toString();
    }
}
