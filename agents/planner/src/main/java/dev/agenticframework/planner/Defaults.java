package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.agentapi.RolloutStrategy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Fills in the fields that a request leaves out. By default, a new service is a REST service in Python without a
/// database. It goes to the first environment, which is dev unless configured otherwise.
record Defaults(Environments environments) {
    private static final Map<Field, String> NEW_SERVICE = Map.of(
            Field.INTERFACE,
            "rest",
            Field.LANGUAGE,
            "python",
            Field.DATABASE,
            FieldValues.NONE,
            Field.CACHE,
            FieldValues.NONE,
            Field.MESSAGING,
            FieldValues.NONE,
            Field.REPLICAS,
            "2");

    // Without a database, each replica keeps its own data, so two replicas would give different answers.
    private static final String REPLICAS_WITHOUT_DATABASE = "1";

    ServiceRequest complete(Action action, ServiceName name, Map<Field, String> said) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        if (action == Action.CREATE) {
            values.putAll(NEW_SERVICE);
            values.put(Field.ENVIRONMENT, environments.first().name());
        }
        values.putAll(said);
        if (action == Action.CREATE && FieldValues.NONE.equals(values.get(Field.DATABASE))) {
            values.put(Field.REPLICAS, said.getOrDefault(Field.REPLICAS, REPLICAS_WITHOUT_DATABASE));
        }
        if (action != Action.ROLLBACK) {
            values.putIfAbsent(Field.STRATEGY, strategy(values.getOrDefault(Field.ENVIRONMENT, FieldValues.NONE)));
        }
        return new ServiceRequest(action, name, new FieldValues(values), unsaid(action, said));
    }

    private static Set<Field> unsaid(Action action, Map<Field, String> said) {
        Set<Field> unsaid = switch (action) {
            case CREATE -> EnumSet.allOf(Field.class);
            case DEPLOY -> EnumSet.of(Field.STRATEGY, Field.REPLICAS);
            case ROLLBACK -> EnumSet.noneOf(Field.class);
        };
        unsaid.removeAll(said.keySet());
        return unsaid;
    }

    private String strategy(String environment) {
        return environments
                .find(environment)
                .map(Environment::strategy)
                .orElse(RolloutStrategy.ROLLING)
                .toString();
    }
}
