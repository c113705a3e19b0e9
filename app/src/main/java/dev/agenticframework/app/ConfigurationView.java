package dev.agenticframework.app;

import dev.agenticframework.agentapi.Port;
import dev.agenticframework.app.configuration.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `agentic config show` prints: the configuration with its defaults.
///
/// @param file where it is read from
/// @param exists whether the file exists
/// @param access empty when the file does not limit it
record ConfigurationView(
        String file,
        boolean exists,
        List<Environment> environments,
        List<Connection> connections,
        Optional<Access> access) {

    /// An environment.
    ///
    /// @param targets the connection of each port
    record Environment(
            String name, String policy, List<String> approval, String strategy, Slo slo, Map<String, String> targets) {}

    /// An objective.
    ///
    /// @param latencyP99 such as `300ms`
    record Slo(double availability, String latencyP99) {}

    /// A connection and the ports that it supports.
    record Connection(String name, String type, List<String> ports) {}

    /// Who may do what.
    record Access(Map<String, Team> teams, List<Grant> grants) {}

    /// A team.
    record Team(List<String> members, List<String> services) {}

    /// A grant.
    ///
    /// @param services `own`, `all`, or the services
    record Grant(String role, List<String> to, List<String> environments, List<String> services) {}

    static ConfigurationView of(Path file, Configuration configuration) {
        return new ConfigurationView(
                file.toString(),
                Files.exists(file),
                configuration.environments().all().stream()
                        .map(one -> environment(one, configuration))
                        .toList(),
                configuration.connections().stream()
                        .map(ConfigurationView::connection)
                        .toList(),
                Optional.of(configuration.access())
                        .filter(dev.agenticframework.agentapi.access.Access::limited)
                        .map(access -> access(access, configuration)));
    }

    private static Access access(dev.agenticframework.agentapi.access.Access access, Configuration configuration) {
        var teams = new TreeMap<String, Team>();
        access.teams().forEach((name, team) -> teams.put(name, new Team(team.members(), team.services())));
        return new Access(
                teams,
                access.grants().stream()
                        .map(grant -> new Grant(
                                grant.role().toString(),
                                grant.to(),
                                grant.environments().isEmpty()
                                        ? configuration.environments().names()
                                        : grant.environments(),
                                services(grant)))
                        .toList());
    }

    private static List<String> services(dev.agenticframework.agentapi.access.Grant grant) {
        if (grant.own()) {
            return List.of("own");
        }
        return grant.services().isEmpty() ? List.of("all") : grant.services();
    }

    private static Connection connection(Configuration.ConnectionSettings one) {
        var connector = one.connector();
        return new Connection(
                one.name(),
                connector.type(),
                connector.ports().stream().sorted().map(Port::toString).toList());
    }

    private static Environment environment(dev.agenticframework.agentapi.Environment one, Configuration configuration) {
        var targets = new LinkedHashMap<String, String>();
        Arrays.stream(Port.values())
                .forEach(port -> targets.put(port.toString(), configuration.connection(one.targets(), port)));
        return new Environment(
                one.name(),
                one.policy().name().toLowerCase(Locale.ROOT),
                one.approval(),
                one.strategy().toString(),
                new Slo(one.slo().availability(), one.slo().latencyP99().toMillis() + "ms"),
                targets);
    }
}
