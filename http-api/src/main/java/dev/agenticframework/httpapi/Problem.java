package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import java.util.Map;

/// An error as it goes over the wire: RFC 9457 problem details, with a stable `code` and a `remedy`.
///
/// @param status the HTTP status
/// @param code stable, upper snake case
/// @param detail what was wrong, naming the input
/// @param remedy what to do
/// @param more further members of the problem object; those that the standard names keep their meaning
record Problem(int status, String code, String detail, String remedy, Map<String, Object> more) {

    static Problem of(Failure failure) {
        return new Problem(Statuses.of(failure.kind()), failure.code(), failure.message(), failure.remedy(), Map.of());
    }

    static Problem of(int status, String code, String detail, String remedy) {
        return new Problem(status, code, detail, remedy, Map.of());
    }

    Map<String, Object> body() {
        var body = new java.util.LinkedHashMap<String, Object>();
        body.put(
                "type",
                "urn:agenticframework:problem:"
                        + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        body.put("title", Statuses.title(status));
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        body.put("remedy", remedy);
        more.forEach(body::putIfAbsent);
        return body;
    }
}
