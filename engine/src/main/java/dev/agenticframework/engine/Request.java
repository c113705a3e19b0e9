package dev.agenticframework.engine;

import java.util.Map;

/// What was asked, as it was asked. Opaque to the engine and kept for people and for listing.
///
/// @param requestedBy the principal's name
/// @param sentence the request in words; empty when a template was named
/// @param template its name; empty when the request was in words and none was chosen
/// @param parameters a JSON object; empty when there are none
/// @param labels to find the workflow by: `service` and `environment` have filters of their own
public record Request(
        String requestedBy, String sentence, String template, String parameters, Map<String, String> labels) {
    /// The label under which the service's name is kept.
    public static final String SERVICE = "service";
    /// The label under which the environment's name is kept.
    public static final String ENVIRONMENT = "environment";
    /// The label under which the W3C trace context of the caller is kept.
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
            throw new IllegalArgumentException("at most " + MAX_LABELS + " labels");
        }
        labels.forEach((name, value) -> {
            requireAtMost(name, MAX_NAME_LENGTH, "label");
            requireAtMost(value, MAX_NAME_LENGTH, "label");
        });
    }

    private static void requireAtMost(String text, int length, String what) {
        if (text.length() > length) {
            throw new IllegalArgumentException(what + " has at most " + length + " characters");
        }
    }

    /// The service that it is about; empty when none.
    public String service() {
        return labels.getOrDefault(SERVICE, "");
    }

    /// The environment that it is about; empty when none.
    public String environment() {
        return labels.getOrDefault(ENVIRONMENT, "");
    }
}
