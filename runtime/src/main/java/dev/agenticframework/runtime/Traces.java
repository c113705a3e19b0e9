package dev.agenticframework.runtime;

import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Workflow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Creates the W3C trace contexts (https://www.w3.org/TR/trace-context/) of workflows. Each workflow is one trace: that
/// of the caller if the label `traceparent` names it.
final class Traces {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final long SALT = 0x9e3779b97f4a7c15L;

    private Traces() {}

    /// The trace context of one step of a workflow.
    ///
    /// @param step a number that is unique within the workflow
    static String of(Workflow workflow, long step) {
        long number = workflow.id().number();
        long span = mix(number * 31 + step) | 1;
        Matcher caller = TRACEPARENT.matcher(workflow.request().labels().getOrDefault(Request.TRACEPARENT, ""));
        String trace = caller.matches() ? caller.group(1) : hex(mix(number)) + hex(mix(number + SALT) | 1);
        return "00-" + trace + "-" + hex(span) + "-01";
    }

    /// The request without its trace, so that a repeated request equals the first.
    static Request untraced(Request request) {
        var labels = new LinkedHashMap<>(request.labels());
        labels.remove(Request.TRACEPARENT);
        return new Request(request.requestedBy(), request.sentence(), request.template(), request.parameters(), labels);
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }

    private static long mix(long seed) {
        long z = (seed ^ (seed >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
