package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.localgit.LocalGitConnector;
import dev.agenticframework.localpipelines.LocalPipelinesConnector;
import dev.agenticframework.localplatform.LocalPlatformConnector;
import java.util.List;

/// The kinds of systems that environments can use. To add a platform, add its connector here.
final class Connectors {
    /// In the order in which connections start. They stop in reverse order.
    static final List<Connector> ALL =
            List.of(new LocalGitConnector(), new LocalPlatformConnector(), new LocalPipelinesConnector());

    private Connectors() {}
}
