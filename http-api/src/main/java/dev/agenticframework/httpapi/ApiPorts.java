package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.runtime.Workflows;
import java.util.Map;

/// What the API stands on.
///
/// @param about what `GET /health` says: `status`, `version` and whatever else may be known without a token
public record ApiPorts(
        Tokens tokens,
        Workflows workflows,
        Planning planning,
        Instances instances,
        SourceControl sourceControl,
        PolicyValidation policies,
        Templates templates,
        ArtifactStore artifacts,
        Metrics metrics,
        Tracing tracing,
        Map<String, Object> about) {}
