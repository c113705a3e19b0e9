package dev.agenticframework.planner;

import java.util.List;
import java.util.Map;

/// Decides whether what follows the last of several services applies to that one or to all of them.
final class Scopes {
    private final Doubts doubts;

    Scopes(Doubts doubts) {
        this.doubts = doubts;
    }

    void settle(Group group) {
        shareTrailingEnvironment(group);
        checkScopes(group);
    }

    /// An environment that is named only once, after the last service, applies to all services.
    private static void shareTrailingEnvironment(Group group) {
        if (group.runs.size() < 2 || group.shared.said.containsKey(Field.ENVIRONMENT)) {
            return;
        }
        List<Run> placed = group.runs.stream()
                .filter(run -> run.said.containsKey(Field.ENVIRONMENT))
                .toList();
        if (placed.size() == 1
                && placed.getFirst() == group.last()
                && !group.last().isAlone(Field.ENVIRONMENT)) {
            for (Field field : List.of(Field.ENVIRONMENT, Field.STRATEGY, Field.REPLICAS)) {
                boolean alone = group.runs.stream()
                                .filter(run -> run.said.containsKey(field))
                                .count()
                        == 1;
                String value = group.last().said.get(field);
                if (value != null && alone && field == Field.ENVIRONMENT) {
                    group.shared.said.put(field, value);
                }
            }
        }
    }

    /// What follows the last service after a pause can apply to all services, so ask.
    private void checkScopes(Group group) {
        if (group.runs.size() < 2) {
            return;
        }
        Run last = group.last();
        for (Map.Entry<Field, String> one : last.said.entrySet()) {
            Field field = one.getKey();
            boolean others = group.runs.stream().anyMatch(run -> run != last && run.said.containsKey(field));
            boolean shared = group.shared.said.containsKey(field);
            boolean deployment = (field == Field.STRATEGY || field == Field.REPLICAS) && !last.isAlone(field);
            if (!others && !shared && field != Field.ENVIRONMENT && (last.detached.contains(field) || deployment)) {
                doubts.ask(Questions.scope(field, one.getValue(), last.names));
            }
        }
        long languages = group.runs.stream()
                .filter(run -> run.said.containsKey(Field.LANGUAGE))
                .count();
        if (languages > 0 && languages < group.runs.size() && !group.shared.said.containsKey(Field.LANGUAGE)) {
            doubts.ask(Questions.language(group.names()));
        }
    }
}
