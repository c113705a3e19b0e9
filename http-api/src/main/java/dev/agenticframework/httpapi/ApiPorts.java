package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.access.Access;
import dev.agenticframework.agentapi.audit.AuditLog;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.agentapi.waivers.WaiverRegister;
import dev.agenticframework.httpapi.wire.Health;
import dev.agenticframework.runtime.Workflows;
import java.util.List;
import java.util.function.Supplier;

/// What the API needs.
///
/// @param register of the tokens that were issued and revoked
/// @param access who may do what
/// @param audit where changes are recorded
/// @param capabilities of all agents
/// @param targets where the repositories of services are
/// @param waivers which findings of policies people accept
/// @param health the answer of `GET /health`, which needs no token
/// @param disk the space that all data take
public record ApiPorts(
        Tokens tokens,
        TokenRegister register,
        Access access,
        AuditLog audit,
        Workflows workflows,
        Planning planning,
        List<Capability> capabilities,
        Instances instances,
        Targets targets,
        PolicyValidation policies,
        WaiverRegister waivers,
        Templates templates,
        ArtifactStore artifacts,
        Metrics metrics,
        Tracing tracing,
        Health health,
        Supplier<List<DiskUse>> disk) {}
