package dev.agenticframework.httpapi;

import java.util.LinkedHashMap;
import java.util.Map;

/// A service as a workflow brought it about: `name`, `url`, `repository`, `environment`, `replicas`, and what else
/// is known.
final class ServiceView {
    private ServiceView() {}

    static Map<String, Object> named(String name) {
        var service = new LinkedHashMap<String, Object>();
        service.put("name", name);
        return service;
    }

    /// Adds what a finished task of the service's chain knows.
    static void add(Map<String, Object> service, Map<String, String> inputs, Map<String, String> outputs) {
        put(service, "repository", outputs.get("repositoryUrl"));
        put(service, "mergeRequest", outputs.get("mergeRequest"));
        put(service, "commit", outputs.get("commit"));
        if (outputs.containsKey("url")) {
            put(service, "url", outputs.get("url"));
            put(service, "environment", inputs.get("environment"));
            put(service, "version", outputs.get("version"));
            put(service, "deploymentId", outputs.get("deploymentId"));
            String replicas = outputs.getOrDefault("runningReplicas", "");
            if (!replicas.isEmpty()) {
                service.put("replicas", Integer.parseInt(replicas));
            }
        }
        put(service, "report", outputs.get("deploymentReport"));
    }

    private static void put(Map<String, Object> service, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            service.put(name, value);
        }
    }
}
