package dev.agenticframework.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The services that can be created: what the installed software templates support. Adding a template extends it.
///
/// @param templates in order of preference
public record Catalog(List<Template> templates) {

    /// A software template and its choices.
    ///
    /// @param name the name, such as `microservice-rest-api`
    /// @param interfaceKind `rest`, `grpc` or `event-driven`
    /// @param languages the supported languages, the default first
    /// @param databases the supported databases, such as `postgresql` and `none`
    /// @param caches the supported caches, at least `none`
    /// @param messaging the supported ones of `sqs`, `sns` and `eventbridge`
    /// @param parameters the names of further parameters, which are passed on unchanged
    public record Template(
            String name,
            String interfaceKind,
            List<String> languages,
            List<String> databases,
            List<String> caches,
            List<String> messaging,
            Set<String> parameters) {
        public Template {
            languages = List.copyOf(languages);
            databases = List.copyOf(databases);
            caches = List.copyOf(caches);
            messaging = List.copyOf(messaging);
            parameters = Set.copyOf(parameters);
        }

        private List<String> choices(Field field) {
            return switch (field) {
                case INTERFACE -> List.of(interfaceKind);
                case LANGUAGE -> languages;
                case DATABASE -> databases;
                case CACHE -> caches;
                case MESSAGING -> messaging;
                case ENVIRONMENT, STRATEGY, REPLICAS -> List.of();
            };
        }

        boolean supports(ServiceRequest request) {
            return CHOSEN.stream().allMatch(field -> offers(field, request));
        }

        private boolean offers(Field field, ServiceRequest request) {
            return field == Field.MESSAGING
                    ? messaging.containsAll(request.messaging())
                    : choices(field).contains(request.values().of(field));
        }
    }

    private static final List<Field> CHOSEN =
            List.of(Field.INTERFACE, Field.LANGUAGE, Field.DATABASE, Field.CACHE, Field.MESSAGING);
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("rest", "REST"),
            Map.entry("grpc", "gRPC"),
            Map.entry("event-driven", "an event-driven interface"),
            Map.entry("python", "Python"),
            Map.entry("nodejs", "Node.js"),
            Map.entry("go", "Go"),
            Map.entry("java", "Java"),
            Map.entry("postgresql", "PostgreSQL"),
            Map.entry("dynamodb", "DynamoDB"),
            Map.entry("redis", "Redis"),
            Map.entry("sqs", "SQS"),
            Map.entry("sns", "SNS"),
            Map.entry("eventbridge", "EventBridge"));

    public Catalog {
        templates = List.copyOf(templates);
    }

    /// Returns the first template that supports a request.
    Optional<Template> template(ServiceRequest request) {
        return templates.stream().filter(template -> template.supports(request)).findFirst();
    }

    Optional<Template> named(String name) {
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    /// Names the parts of a request that no template supports, or the combination if each part has a template.
    List<String> missing(ServiceRequest request) {
        List<String> missing = new ArrayList<>();
        for (Field field : CHOSEN) {
            if (templates.stream().noneMatch(template -> template.offers(field, request))) {
                missing.add(title(field, request.values().of(field)));
            }
        }
        return missing.isEmpty() ? List.of("This combination") : missing;
    }

    /// Returns the supported choices for each field that no template supports as requested.
    Map<String, List<String>> choices(ServiceRequest request) {
        return CHOSEN.stream()
                .filter(field -> templates.stream().noneMatch(template -> template.offers(field, request)))
                .collect(Collectors.toMap(Field::json, this::choices, (a, _) -> a, java.util.LinkedHashMap::new));
    }

    private List<String> choices(Field field) {
        Set<String> all = new LinkedHashSet<>();
        templates.forEach(template -> all.addAll(template.choices(field)));
        return all.isEmpty() ? List.of(FieldValues.NONE) : List.copyOf(all);
    }

    private static String title(Field field, String value) {
        if (value.equals(FieldValues.NONE)) {
            return "a service without a " + field.json();
        }
        return java.util.Arrays.stream(value.split(",", -1))
                .map(one -> TITLES.getOrDefault(one, one))
                .collect(Collectors.joining(" and "));
    }
}
