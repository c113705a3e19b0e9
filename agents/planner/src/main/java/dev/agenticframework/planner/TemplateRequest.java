package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Replicas;
import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.agentapi.RolloutStrategy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// A template and its parameters, converted to the same request as a sentence.
///
/// @param service the request
/// @param further the parameters that only the template knows
record TemplateRequest(ServiceRequest service, Map<String, String> further) {
    static final int MAX_PARAMETERS = 50;
    static final int MAX_VALUE_LENGTH = 300;
    private static final String REST = "microservice-rest-api";
    private static final String WITH_DATABASE = "postgresql";
    private static final Map<String, String> ALIASES = Map.of(
            "rest-api", FieldValues.NONE,
            "rest-api-postgres", WITH_DATABASE,
            "microservice-db", WITH_DATABASE,
            "microservice-with-db", WITH_DATABASE);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static TemplateRequest read(Catalog catalog, Defaults defaults, String template, Map<String, String> parameters) {
        String name = ALIASES.containsKey(template) ? REST : template;
        Catalog.Template offered = catalog.named(name)
                .orElseThrow(() -> new FailureException(Failure.unprocessable(
                        "TEMPLATE_UNKNOWN",
                        "No template is named " + Questions.quote(template) + ".",
                        "Choose one of: "
                                + String.join(
                                        ", ",
                                        catalog.templates().stream()
                                                .map(Catalog.Template::name)
                                                .toList())
                                + ".")));
        if (parameters.size() > MAX_PARAMETERS) {
            throw new FailureException(Failure.conflict(
                    "TEMPLATE_PARAMETERS_TOO_MANY",
                    "The request has more than " + MAX_PARAMETERS + " parameters.",
                    "Remove some."));
        }
        Map<Field, String> said = new EnumMap<>(Field.class);
        said.put(Field.INTERFACE, offered.interfaceKind());
        String database = ALIASES.get(template);
        if (database != null) {
            said.put(Field.DATABASE, database);
        }
        Map<String, String> further = new TreeMap<>();
        new TreeMap<>(parameters).forEach((parameter, value) -> put(offered, parameter, value, said, further));
        ServiceName service = name(parameters.getOrDefault("serviceName", ""));
        return new TemplateRequest(defaults.complete(Action.CREATE, service, said), Map.copyOf(further));
    }

    private static void put(
            Catalog.Template offered,
            String parameter,
            String value,
            Map<Field, String> said,
            Map<String, String> further) {
        if (value.length() > MAX_VALUE_LENGTH) {
            throw new FailureException(Failure.invalid(
                    "TEMPLATE_PARAMETER_INVALID",
                    "The parameter " + Questions.quote(parameter) + " is longer than " + MAX_VALUE_LENGTH
                            + " characters.",
                    "Shorten it."));
        }
        switch (parameter) {
            case "serviceName" -> {}
            case "language" -> said.put(Field.LANGUAGE, value);
            case "database" -> said.put(Field.DATABASE, value);
            case "environment" -> said.put(Field.ENVIRONMENT, value);
            case "replicas" -> said.put(Field.REPLICAS, replicas(value));
            case "strategy" -> said.put(Field.STRATEGY, oneOf(parameter, value, RolloutStrategy.names()));
            default -> {
                if (!offered.parameters().contains(parameter)) {
                    throw new FailureException(Failure.notFound(
                            "TEMPLATE_PARAMETER_UNKNOWN",
                            "The template " + offered.name() + " has no parameter " + Questions.quote(parameter) + ".",
                            "Remove it."));
                }
                further.put(parameter, value);
            }
        }
    }

    private static String replicas(String value) {
        if (!value.matches("[0-9]{1,2}") || !Replicas.allows(Integer.parseInt(value))) {
            throw new FailureException(Failure.invalid(
                    "TEMPLATE_PARAMETER_INVALID",
                    "The parameter \"replicas\" cannot be " + Questions.quote(value) + ".",
                    "Use a whole number from " + Replicas.MIN + " to " + Replicas.MAX + "."));
        }
        return value;
    }

    private static String oneOf(String parameter, String value, List<String> choices) {
        if (!choices.contains(value)) {
            throw new FailureException(Failure.invalid(
                    "TEMPLATE_PARAMETER_INVALID",
                    "The parameter " + Questions.quote(parameter) + " cannot be " + Questions.quote(value) + ".",
                    "Choose one of: " + String.join(", ", choices) + "."));
        }
        return value;
    }

    static ServiceName name(String text) {
        if (!ServiceName.isName(text)) {
            throw new FailureException(Failure.invalid(
                    "SERVICE_NAME_INVALID",
                    text.isEmpty()
                            ? "The parameter \"serviceName\" is missing."
                            : Questions.quote(text) + " is not a valid service name.",
                    "Use lowercase words joined by hyphens, " + ServiceName.MIN_LENGTH + " to " + ServiceName.MAX_LENGTH
                            + " characters, such as user-service."));
        }
        return new ServiceName(text);
    }

    /// Returns the parameters of the template for a service, always in the same order.
    static String json(ServiceRequest service, Map<String, String> further) {
        Map<String, Object> parameters = new TreeMap<>(further);
        parameters.put("serviceName", service.name().value());
        parameters.put("language", service.language());
        parameters.put("database", service.database());
        parameters.put("environment", service.environment());
        parameters.put("replicas", Integer.parseInt(service.replicas()));
        return JSON.writeValueAsString(parameters);
    }
}
