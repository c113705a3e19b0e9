package dev.agenticframework.app.configuration;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Environment.Slo;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.TargetNames;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.app.configuration.Configuration.ConnectionSettings;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `agentic.yaml`.
public final class ConfigurationFile {
    /// The name of the file in the home directory.
    public static final String NAME = "agentic.yaml";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCHEMA = "agentic.schema.json";
    private static final String MILLISECONDS = "ms";

    /// What an environment is like unless it is configured: those of a new installation by their names, others
    /// like staging.
    private static final Environments DEFAULTS = Environments.defaults();

    private static final Environment OTHERS = DEFAULTS.get("staging");

    private final List<Connector> connectors;
    private final List<Problem> problems = new ArrayList<>();

    private ConfigurationFile(List<Connector> connectors) {
        this.connectors = connectors;
    }

    /// The configuration in a file; the defaults if the file does not exist or is empty.
    ///
    /// @throws FailureException `CONFIGURATION_INVALID` with every mistake, its line and what to do about it,
    ///     `CONFIGURATION_UNREADABLE`
    public static Configuration read(Path file, List<Connector> connectors) {
        if (!Files.exists(file)) {
            return Configuration.defaults(connectors);
        }
        try {
            var value = YamlReader.read(file.getFileName().toString(), Files.readString(file));
            return value.isEmpty()
                    ? Configuration.defaults(connectors)
                    : new ConfigurationFile(connectors).configuration(Document.of(value.get()));
        } catch (YamlException e) {
            throw invalid(List.of(
                    new Problem(e.place(), "The file is not valid YAML: " + e.getMessage() + ".", "Fix the line.")));
        } catch (IOException e) {
            throw new FailureException(
                    Failure.external(
                            "CONFIGURATION_UNREADABLE",
                            "Cannot read '" + file + "': " + e.getMessage() + ".",
                            "Check the permissions of the file. It must be text in UTF-8."),
                    e);
        }
    }

    /// The JSON Schema of the file, without the settings of connections.
    public static String schema() {
        try (var stream = ConfigurationFile.class.getResourceAsStream(SCHEMA)) {
            if (stream == null) {
                throw new IllegalStateException("The jar has no " + SCHEMA + ".");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureException invalid(List<Problem> problems) {
        return new FailureException(Failure.invalid(
                "CONFIGURATION_INVALID",
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
                "Fix the file, then check it: agentic config check"));
    }

    private Configuration configuration(Document document) {
        var schema = new SchemaProblems(document);
        problems.addAll(schema.check("", JSON.readTree(schema())));
        refuse();
        Map<String, ConnectionSettings> connections = connections(document, schema);
        refuse();
        Environments environments = environments(document, connections);
        refuse();
        var section = new AccessSection(document, environments);
        var access = section.access();
        problems.addAll(section.problems());
        refuse();
        return new Configuration(environments, List.copyOf(connections.values()), access);
    }

    private void refuse() {
        if (!problems.isEmpty()) {
            throw invalid(problems);
        }
    }

    private Map<String, ConnectionSettings> connections(Document document, SchemaProblems schema) {
        var connections = new LinkedHashMap<String, ConnectionSettings>();
        Configuration.builtIn(connectors).forEach(one -> connections.put(one.name(), one));
        document.json().path("connections").properties().forEach(entry -> {
            String pointer = Document.member("/connections", entry.getKey());
            connector(document, pointer, entry.getValue().path("type").asString(""))
                    .ifPresent(connector -> {
                        JsonNode settings = entry.getValue().path("settings");
                        if (settings.isObject()) {
                            problems.addAll(schema.check(
                                    pointer + "/settings",
                                    JSON.readTree(connector.settings().text())));
                        }
                        connections.put(
                                entry.getKey(),
                                connection(entry.getKey(), connector, settings, connections.get(entry.getKey())));
                    });
        });
        return connections;
    }

    private static ConnectionSettings connection(
            String name, Connector connector, JsonNode settings, @Nullable ConnectionSettings builtIn) {
        var given = new Json(settings.isObject() ? settings.toString() : "{}");
        String directory = builtIn == null ? "connections/" + name : builtIn.directory();
        return new ConnectionSettings(name, connector, given, directory);
    }

    private Optional<Connector> connector(Document document, String pointer, String type) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        boolean reserved = connectors.stream()
                .filter(one -> one.builtIn().isPresent())
                .anyMatch(one -> one.type().equals(name) && !type.equals(name));
        if (reserved) {
            problems.add(new Problem(
                    document.place(pointer),
                    "The connection '" + name + "' always exists and has the type '" + name + "'.",
                    "Choose another name for a connection of the type '" + type + "'."));
            return Optional.empty();
        }
        var found = connectors.stream().filter(one -> one.type().equals(type)).findFirst();
        if (found.isEmpty()) {
            problems.add(new Problem(
                    document.place(pointer + "/type"),
                    "No connector has the type '" + type + "'.",
                    "Use one of: " + connectors.stream().map(Connector::type).collect(Collectors.joining(", ")) + "."));
        }
        return found;
    }

    private Environments environments(Document document, Map<String, ConnectionSettings> connections) {
        JsonNode given = document.json().path("environments");
        return given.isObject()
                ? new Environments(given.properties().stream()
                        .map(entry -> environment(document, entry.getKey(), entry.getValue(), connections))
                        .toList())
                : DEFAULTS;
    }

    private Environment environment(
            Document document, String name, JsonNode given, Map<String, ConnectionSettings> connections) {
        var usual = DEFAULTS.find(name).orElse(OTHERS);
        String pointer = Document.member("/environments", name) + "/targets";
        return new Environment(
                name,
                given.has("policy")
                        ? PolicyMode.valueOf(given.path("policy").asString().toUpperCase(Locale.ROOT))
                        : usual.policy(),
                given.has("approval")
                        ? given.path("approval")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()
                        : usual.approval(),
                RolloutStrategy.of(given.path("strategy").asString("")).orElse(usual.strategy()),
                new Slo(
                        given.at("/slo/availability").asDouble(usual.slo().availability()),
                        given.at("/slo/latencyP99").isString()
                                ? duration(given.at("/slo/latencyP99").asString())
                                : usual.slo().latencyP99()),
                targets(document, pointer, given.path("targets"), connections));
    }

    private static Duration duration(String text) {
        long number = Long.parseLong(text.replaceFirst("[a-z]+$", ""));
        return text.endsWith(MILLISECONDS) ? Duration.ofMillis(number) : Duration.ofSeconds(number);
    }

    private TargetNames targets(
            Document document, String pointer, JsonNode given, Map<String, ConnectionSettings> connections) {
        var names = new EnumMap<Port, String>(Port.class);
        for (Port port : Port.values()) {
            String name = given.path(port.toString()).asString("");
            if (!name.isEmpty()) {
                names.put(port, name);
                check(document, Document.member(pointer, port.toString()), port, name, connections);
            }
        }
        return new TargetNames(names);
    }

    private void check(
            Document document, String pointer, Port port, String name, Map<String, ConnectionSettings> connections) {
        var connection = connections.get(name);
        boolean fits = connection != null && connection.connector().ports().contains(port);
        if (!fits) {
            String able = connections.values().stream()
                    .filter(one -> one.connector().ports().contains(port))
                    .map(ConnectionSettings::name)
                    .collect(Collectors.joining(", "));
            problems.add(new Problem(
                    document.place(pointer),
                    connection == null
                            ? "No connection is named '" + name + "'."
                            : "The connection '" + name + "' does not support '" + port + "'.",
                    "Use one of: " + able + "."));
        }
    }
}
