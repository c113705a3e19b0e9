package dev.agenticframework.agentapi;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The connections that do the jobs for an environment. A job without a connection is done on this machine.
///
/// A workflow keeps the connections that it started with: the planner writes them as a label of the workflow.
public record TargetNames(Map<Port, String> connections) {
    /// Every job is done on this machine.
    public static final TargetNames LOCAL = new TargetNames(Map.of());

    private static final String LABEL = "targets.";

    public TargetNames {
        var sorted = new EnumMap<Port, String>(Port.class);
        sorted.putAll(connections);
        connections = Collections.unmodifiableMap(sorted);
    }

    /// The connection that does a job; empty for this machine.
    public Optional<String> of(Port port) {
        return Optional.ofNullable(connections.get(port));
    }

    /// The label that keeps the connections of an environment with a workflow; no label when all jobs are done on
    /// this machine.
    public Map<String, String> label(String environment) {
        return connections.isEmpty()
                ? Map.of()
                : Map.of(
                        LABEL + environment,
                        connections.entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue())
                                .collect(Collectors.joining(",")));
    }

    /// The connections that a workflow started with.
    ///
    /// @param labels the labels of the workflow
    public static TargetNames kept(Map<String, String> labels, String environment) {
        var connections = new EnumMap<Port, String>(Port.class);
        Arrays.stream(labels.getOrDefault(LABEL + environment, "").split(",", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> Port.of(pair[0]).ifPresent(port -> connections.put(port, pair[1])));
        return new TargetNames(connections);
    }
}
