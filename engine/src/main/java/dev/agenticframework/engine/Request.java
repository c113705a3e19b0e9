package dev.agenticframework.engine;

import java.util.Map;

/// The request as it was made. The engine does not interpret it; it is kept for people and lists.
///
/// @param requestedBy the principal's name
/// @param sentence the request in words; empty when a template was named
/// @param template the name of the template; empty when the request was in words and no template was chosen
/// @param parameters a JSON object; empty when there are none
/// @param labels to find the workflow; `service` and `environment` have their own filters
public record Request(
        String requestedBy, String sentence, String template, String parameters, Map<String, String> labels) {
    /// The label of the service's name.
    public static final String SERVICE = "service";
    /// The label of the environment's name.
    public static final String ENVIRONMENT = "environment";
    /// The label of who started the workflow on behalf of the requester.
    public static final String STARTED_BY = "startedBy";
    /// The label of the caller's W3C trace context.
    public static final String TRACEPARENT = "traceparent";

    private static final int MAX_TEXT_LENGTH = 64 * 1024;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_LABELS = 64;

    public Request {
        labels = Map.copyOf(labels);
        requireAtMost(sentence, MAX_TEXT_LENGTH, "sentence");
        requireAtMost(parameters, MAX_TEXT_LENGTH, "parameters");
        requireAtMost(requestedBy, MAX_NAME_LENGTH, "requestedBy");
        requireAtMost(template, MAX_NAME_LENGTH, "template");
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException("A request may have at most " + MAX_LABELS + " labels.");
        }
        labels.forEach((name, value) -> {
            requireAtMost(name, MAX_NAME_LENGTH, "label");
            requireAtMost(value, MAX_NAME_LENGTH, "label");
        });
    }

    private static void requireAtMost(String text, int length, String what) {
        if (text.length() > length) {
            throw new IllegalArgumentException(
                    "The " + what + " of a request may have at most " + length + " characters.");
        }
    }

    /// Whether someone has requested it, or has started it on behalf of the requester.
    boolean isFrom(Principal who) {
        return who.name().equals(requestedBy) || who.name().equals(labels.get(STARTED_BY));
    }

    /// The service that the request is about; empty when there is none.
    public String service() {
        return labels.getOrDefault(SERVICE, "");
    }

    /// The environment that the request is about; empty when there is none.
    public String environment() {
        return labels.getOrDefault(ENVIRONMENT, "");
    }
}
