package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Puts requests into traces (W3C Trace Context). Implemented by the composition root.
public interface Tracing {

    /// Begins the span of a request.
    ///
    /// @param route as the API describes it, such as `/workflows/{workflowId}`
    /// @param traceparent the caller's; empty where it sent none
    RequestSpan request(String method, String route, String traceparent);

    /// The span of one request; ends when closed.
    interface RequestSpan extends AutoCloseable {
        /// What the request passes on; empty where there is no trace.
        String traceparent();

        /// How it was answered.
        void status(int status);

        @Override
        void close();

        /// These labels of a workflow, with the trace in which it was asked for.
        default Map<String, String> labelled(Map<String, String> labels) {
            if (traceparent().isEmpty()) {
                return labels;
            }
            var more = new LinkedHashMap<>(labels);
            more.put("traceparent", traceparent());
            return more;
        }
    }

    /// The span of the request that is being served.
    static RequestSpan of(Context context) {
        return Objects.requireNonNull(context.attribute(Tracing.class.getName()));
    }
}
