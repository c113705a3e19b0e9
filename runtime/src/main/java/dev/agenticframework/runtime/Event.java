package dev.agenticframework.runtime;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event of the platform. [#toJson] writes it as an EventBridge entry, [#toCloudEvent] as a CloudEvents 1.0 event.
///
/// @param id stays the same when the event is delivered again
/// @param source `agentic-framework.` and the agent's name
/// @param detailType such as `workflow.created`
/// @param time when it happened
/// @param detail a JSON object with keys in snake case
/// @param traceparent W3C trace context
public record Event(String id, String source, String detailType, Instant time, String detail, String traceparent) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The event as EventBridge delivers it, with `traceparent` in addition.
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "0");
        json.put("id", id);
        json.put("source", source);
        json.put("detail-type", detailType);
        json.put("time", time.toString());
        json.putArray("resources");
        json.put("traceparent", traceparent);
        json.set("detail", JSON.readTree(detail));
        return json.toString();
    }

    /// The event as CloudEvents 1.0 in JSON, with the distributed tracing extension.
    public String toCloudEvent() {
        ObjectNode json = JSON.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", source);
        json.put("type", detailType);
        json.put("time", time.toString());
        json.put("datacontenttype", "application/json");
        json.put("traceparent", traceparent);
        json.set("data", JSON.readTree(detail));
        return json.toString();
    }

    /// The parsed detail.
    public JsonNode detailNode() {
        return JSON.readTree(detail);
    }
}
