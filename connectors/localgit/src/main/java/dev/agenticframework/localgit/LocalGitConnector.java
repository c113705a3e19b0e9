package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.connect.Connection;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.agentapi.connect.ConnectorHost;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.host.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Source control in bare Git repositories on this machine.
public final class LocalGitConnector implements Connector {
    private static final Json SETTINGS = new Json("""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "group": {
                  "description": "The group of all repositories, such as platform.",
                  "type": "string",
                  "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z][a-z0-9]*(-[a-z0-9]+)*)*$"
                }
              }
            }
            """);

    @Override
    public String type() {
        return "local-git";
    }

    @Override
    public Set<Port> ports() {
        return Set.of(Port.SOURCE_CONTROL);
    }

    @Override
    public Json settings() {
        return SETTINGS;
    }

    @Override
    public Optional<String> builtIn() {
        return Optional.of("git");
    }

    @Override
    public Connection open(Json settings, ConnectorHost host) {
        var given = JsonMapper.shared().readTree(settings.text());
        var git = new LocalGit(host.directory(), given.path("group").asString(""), host.clock());
        return new Connection() {
            @Override
            public Optional<SourceControl> sourceControl() {
                return Optional.of(git);
            }

            @Override
            public List<DiskUse> disk() {
                return List.of(new DiskUse(
                        "repositories",
                        host.directory(),
                        Usage.of(host.directory()).bytes(),
                        git.repositories().size(),
                        "until you delete them"));
            }
        };
    }
}
