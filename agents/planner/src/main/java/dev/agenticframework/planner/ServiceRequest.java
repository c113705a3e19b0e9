package dev.agenticframework.planner;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The requested action for one service, with a value for every field: from the request or by default.
///
/// @param action the action
/// @param name the name of the service
/// @param values the values by field: `none` for no value, commas between several values of messaging. A deployment or
///     rollback leaves out the fields that it does not change
/// @param defaults the fields that the request does not set
public record ServiceRequest(Action action, ServiceName name, FieldValues values, Set<Field> defaults) {
    static final int MAX_REPLICAS = 10;

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

    boolean hasDatabase() {
        return action == Action.CREATE && !database().equals(FieldValues.NONE);
    }

    boolean isDeployed() {
        return !environment().equals(FieldValues.NONE);
    }

    List<String> messaging() {
        String said = values.of(Field.MESSAGING);
        return said.equals(FieldValues.NONE) ? List.of() : List.of(said.split(",", -1));
    }
}
