package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.httpapi.wire.Health;
import dev.agenticframework.runtime.Workflows;

/// What the API needs.
///
/// @param targets where the repositories of services are
/// @param health the answer of `GET /health`, which needs no token
public record ApiPorts(
        Tokens tokens,
        Workflows workflows,
        Planning planning,
        Instances instances,
        Targets targets,
        PolicyValidation policies,
        Templates templates,
        ArtifactStore artifacts,
        Metrics metrics,
        Tracing tracing,
        Health health) {}
