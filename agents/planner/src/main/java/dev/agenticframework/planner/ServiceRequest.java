package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService;
import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The requested action for one service, with a value for every field: from the request or by default.
///
/// @param action the action
/// @param name the name of the service
/// @param values the values by field: `none` for no value, commas between several values of messaging. A deployment or
///     rollback leaves out the fields that it does not change
/// @param defaults the fields that the request does not set
public record ServiceRequest(Action action, ServiceName name, FieldValues values, Set<Field> defaults) {
    public ServiceRequest {
        defaults = defaults.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(defaults));
    }

    public String language() {
        return values.of(Field.LANGUAGE);
    }

    public String database() {
        return values.of(Field.DATABASE);
    }

    public String environment() {
        return values.of(Field.ENVIRONMENT);
    }

    public String strategy() {
        return values.of(Field.STRATEGY);
    }

    public String replicas() {
        return values.of(Field.REPLICAS);
    }

    /// The types of resources that must be provisioned, such as `postgresql`.
    List<String> resources() {
        return Stream.concat(
                        Stream.of(Field.DATABASE, Field.CACHE)
                                .map(values::of)
                                .filter(type -> !type.equals(FieldValues.NONE)),
                        messaging().stream())
                .toList();
    }

    boolean hasDatabase() {
        return action == Action.CREATE && !database().equals(FieldValues.NONE);
    }

    boolean isDeployed() {
        return !environment().equals(FieldValues.NONE);
    }

    /// Whether it is built before it is deployed: an existing service, unlike a new one, says no language.
    boolean isBuilt() {
        return isDeployed() && !language().equals(FieldValues.NONE);
    }

    /// The requests as other modules see them.
    static List<RequestedService> described(List<ServiceRequest> services) {
        return services.stream().map(ServiceRequest::described).toList();
    }

    private RequestedService described() {
        return new RequestedService(
                action,
                name.value(),
                given(Field.INTERFACE),
                given(Field.LANGUAGE),
                given(Field.DATABASE),
                given(Field.CACHE),
                given(Field.MESSAGING).map(_ -> messaging()),
                given(Field.ENVIRONMENT),
                given(Field.STRATEGY),
                given(Field.REPLICAS).filter(ServiceRequest::isCount).map(Integer::valueOf),
                defaults.stream().map(Field::json).toList());
    }

    private Optional<String> given(Field field) {
        return Optional.ofNullable(values.values().get(field));
    }

    /// A number that the planner asks about may be of any length.
    private static boolean isCount(String said) {
        return said.matches("[0-9]{1,9}");
    }

    List<String> messaging() {
        String said = values.of(Field.MESSAGING);
        return said.equals(FieldValues.NONE) ? List.of() : List.of(said.split(",", -1));
    }
}
