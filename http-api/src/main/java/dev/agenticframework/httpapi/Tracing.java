package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Records requests as spans of traces (W3C Trace Context). Implemented by the composition root.
public interface Tracing {

    /// Starts the span of a request.
    ///
    /// @param route such as `/workflows/{workflowId}`
    /// @param traceparent the caller's; empty when it sent none
    RequestSpan request(String method, String route, String traceparent);

    /// The span of one request; closing it ends it.
    interface RequestSpan extends AutoCloseable {
        /// The value for what the request starts; empty when there is no trace.
        String traceparent();

        /// Records the HTTP status of the answer.
        void status(int status);

        @Override
        void close();

        /// A workflow's labels with the request's `traceparent` added.
        default Map<String, String> labelled(Map<String, String> labels) {
            if (traceparent().isEmpty()) {
                return labels;
            }
            var more = new LinkedHashMap<>(labels);
            more.put("traceparent", traceparent());
            return more;
        }
    }

    /// The span of the current request.
    static RequestSpan of(Context context) {
        return Objects.requireNonNull(context.attribute(Tracing.class.getName()));
    }
}
