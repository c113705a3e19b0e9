package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Replicas;
import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides which action each group of services requests. Asks a question where the request is ambiguous or incomplete.
final class Judge {
    static final int MAX_SERVICES = 10;
    private static final List<String> STAGES = List.of("dev", "staging", "production");
    private static final Set<Field> DEPLOYMENT_FIELDS = Set.of(Field.ENVIRONMENT, Field.STRATEGY, Field.REPLICAS);
    private static final Set<Field> CODE_FIELDS = Set.of(Field.LANGUAGE, Field.DATABASE, Field.INTERFACE);

    /// One service as the request describes it.
    record Draft(Action action, String name, Map<Field, String> said) {}

    private final Doubts doubts;
    private final List<Draft> drafts = new ArrayList<>();

    Judge(Doubts doubts) {
        this.doubts = doubts;
    }

    List<Draft> drafts(List<Group> groups) {
        groups.forEach(this::judge);
        long asked = groups.stream().filter(Group::started).count();
        if (asked == 0 && doubts.none()) {
            doubts.ask(Questions.nothing());
        }
        checkEnvironments();
        checkLanguages();
        checkNames();
        return List.copyOf(drafts);
    }

    private void judge(Group group) {
        Optional<Action> action = action(group);
        List<String> names = group.names();
        if (action.isEmpty()) {
            if (group.started()) {
                doubts.ask(Questions.action(names));
            } else {
                doubts.askIfNothingElse(Questions.nothing());
            }
            return;
        }
        if (names.isEmpty() || group.runs.stream().anyMatch(run -> run.names.isEmpty())) {
            doubts.ask(action.get() == Action.CREATE ? Questions.name() : Questions.whichService(action.get()));
        }
        if (group.from != null && action.get() != Action.DEPLOY) {
            doubts.ask(Questions.action(names));
        }
        new Counts(doubts).check(group, names);
        checkList(group, action.get(), names);
        new Scopes(doubts).settle(group);
        List<Draft> described = new ArrayList<>();
        for (Run run : group.runs) {
            Map<Field, String> said = merged(group, run);
            checkFields(group, action.get(), run.names, said);
            run.names.forEach(name -> described.add(new Draft(action.get(), name, said)));
        }
        described.sort(Comparator.comparingInt(draft -> place(group, draft)));
        drafts.addAll(described);
    }

    private static int place(Group group, Draft draft) {
        int place = group.order.indexOf(draft.name());
        return place < 0 ? group.order.size() : place;
    }

    private static Optional<Action> action(Group group) {
        if (group.action != null) {
            return Optional.of(group.action);
        }
        boolean described = group.isDescribed();
        boolean ofCode = describesCode(group);
        boolean ofNew = saysNew(group) && heads(group).noneMatch(Mention.Head::definite);
        if (!group.wanted && (group.reporting || (group.telling && !ofNew))) {
            return Optional.empty();
        }
        boolean fresh = described && (group.head == null || !group.head.definite() || group.head.fresh());
        boolean announced =
                group.wanted || (saysNew(group) && !continuesList(group)) || (ofCode && !continuesList(group));
        return (fresh && announced) || (ofCode && group.wanted) || (group.labelled && setsTwoFields(group))
                ? Optional.of(Action.CREATE)
                : Optional.empty();
    }

    /// "the second service" continues a list that this request does not contain.
    private static boolean continuesList(Group group) {
        return group.head != null && group.head.next();
    }

    private static boolean saysNew(Group group) {
        return heads(group).anyMatch(Mention.Head::fresh);
    }

    private static Stream<Mention.Head> heads(Group group) {
        return Stream.concat(
                Stream.ofNullable(group.head), group.runs.stream().flatMap(run -> Stream.ofNullable(run.head)));
    }

    /// "I want orders to be in Go" can refer to an existing service.
    private static boolean changes(Group group) {
        return group.action == null && group.wanted && (group.telling || !setsTwoFields(group));
    }

    /// "Create orders in Go" can refer to anything. A second field or a hyphen shows that it refers to a service.
    private static boolean saysEnough(Group group) {
        if (group.action == Action.CREATE
                && group.names().stream().allMatch(name -> new ServiceName(name).saysService())) {
            return true;
        }
        boolean hyphenated = group.names().stream().allMatch(name -> name.contains("-"));
        return describesCode(group) && (hyphenated || setsTwoFields(group));
    }

    /// Whether the request sets two fields, one of which concerns the code.
    private static boolean setsTwoFields(Group group) {
        long fields = Stream.concat(Stream.of(group.shared), group.runs.stream())
                .flatMap(run -> run.said.keySet().stream())
                .distinct()
                .count();
        return describesCode(group) && fields > 1;
    }

    private static boolean describesCode(Group group) {
        return Stream.concat(Stream.of(group.shared), group.runs.stream())
                .anyMatch(run -> run.said.keySet().stream().anyMatch(CODE_FIELDS::contains));
    }

    /// Checks that an unannounced list is a list: every part must describe its service as fully as the others.
    private void checkList(Group group, Action action, List<String> names) {
        boolean nameless =
                heads(group).allMatch(head -> head.pronoun() && head.said().isEmpty());
        boolean called = group.bare || group.labelled;
        if (action == Action.CREATE && nameless && !(called && saysEnough(group) && !changes(group))) {
            doubts.ask(Questions.action(names));
        }
        boolean headless = group.runs.stream().filter(run -> run.head == null).count() > 1 || group.unannounced;
        if (action == Action.CREATE && headless && group.runs.size() > 1 && !group.isPlural() && !isOfAll(group)) {
            for (Run run : group.runs) {
                boolean stands = run.said.containsKey(Field.LANGUAGE) || (run.head != null && run.head.next());
                if (!stands) {
                    doubts.ask(Questions.oneOrMore(names));
                }
            }
        }
    }

    /// "orders in Go and payments in Java, both in dev": each one is described, and "both" shows that they
    /// are several.
    private static boolean isOfAll(Group group) {
        return group.ofAll && group.runs.stream().noneMatch(run -> run.said.isEmpty());
    }

    private Map<Field, String> merged(Group group, Run run) {
        Map<Field, String> said = new EnumMap<>(Field.class);
        said.putAll(group.shared.said);
        run.said.forEach((field, value) -> {
            String shared = said.put(field, value);
            if (shared != null && !shared.equals(value)) {
                doubts.ask(Questions.contradiction(field, shared, value, run.names));
            }
        });
        return said;
    }

    private void checkFields(Group group, Action action, List<String> names, Map<Field, String> said) {
        switch (action) {
            case CREATE -> {
                if (group.deploySaid && !said.containsKey(Field.ENVIRONMENT)) {
                    doubts.ask(Questions.environment(names));
                }
                if (group.deploySaid && FieldValues.NONE.equals(said.get(Field.ENVIRONMENT))) {
                    doubts.ask(Questions.environment(names));
                }
            }
            case DEPLOY -> checkExisting(group, names, said, DEPLOYMENT_FIELDS);
            case ROLLBACK -> checkExisting(group, names, said, Set.of(Field.ENVIRONMENT));
        }
        String replicas = said.getOrDefault(Field.REPLICAS, "1");
        if (replicas.length() > 2 || !Replicas.allows(Integer.parseInt(replicas))) {
            doubts.ask(Questions.replicas(replicas));
        }
    }

    private void checkExisting(Group group, List<String> names, Map<Field, String> said, Set<Field> allowed) {
        String environment = said.get(Field.ENVIRONMENT);
        if (environment == null || environment.equals(FieldValues.NONE)) {
            doubts.ask(Questions.environment(names));
        } else if (group.from != null && STAGES.indexOf(group.from) >= STAGES.indexOf(environment)) {
            doubts.ask(Questions.promotion(group.from, environment));
        }
        said.keySet().stream()
                .filter(field -> !allowed.contains(field))
                .forEach(field -> doubts.ask(Questions.notOfExisting(field, names)));
    }

    /// If the request gives an environment for some new services only, the others do not get the default.
    private void checkEnvironments() {
        List<String> unplaced = created()
                .filter(draft -> !draft.said().containsKey(Field.ENVIRONMENT))
                .map(Draft::name)
                .toList();
        if (!unplaced.isEmpty() && unplaced.size() < created().count()) {
            doubts.ask(Questions.environment(unplaced));
        }
    }

    /// If the request gives a language for some new services only, the others do not get the default.
    private void checkLanguages() {
        List<String> without = created()
                .filter(draft -> !draft.said().containsKey(Field.LANGUAGE))
                .map(Draft::name)
                .toList();
        if (!without.isEmpty() && without.size() < created().count()) {
            doubts.ask(Questions.language(without));
        }
    }

    private Stream<Draft> created() {
        return drafts.stream().filter(draft -> draft.action() == Action.CREATE);
    }

    private void checkNames() {
        if (drafts.size() > MAX_SERVICES) {
            doubts.ask(Questions.tooLong("services", MAX_SERVICES));
        }
        Set<String> seen = new HashSet<>();
        drafts.stream()
                .map(Draft::name)
                .filter(name -> !seen.add(name))
                .forEach(name -> doubts.ask(Questions.twice(name)));
    }
}
