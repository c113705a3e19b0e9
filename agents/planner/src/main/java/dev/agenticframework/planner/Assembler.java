package dev.agenticframework.planner;

import dev.agenticframework.planner.Mention.Act;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Head;
import dev.agenticframework.planner.Mention.Pause;
import dev.agenticframework.planner.Mention.Said;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts mentions together into groups of services: which attribute belongs to which name, and what "it" is. Whatever
/// has no place raises a doubt.
final class Assembler {
    private final List<Token> tokens;
    private final List<Mention> mentions;
    private final NamePlaces places;
    private final Doubts doubts;
    private final List<Group> groups = new ArrayList<>();
    private Group group = new Group(null, null);
    private int index;
    private boolean asked;

    Assembler(List<Token> tokens, List<Mention> mentions, NamePlaces places, Doubts doubts) {
        this.tokens = tokens;
        this.mentions = mentions;
        this.places = places;
        this.doubts = doubts;
        groups.add(group);
    }

    List<Group> groups() {
        for (index = 0; index < mentions.size(); index++) {
            take(mentions.get(index));
        }
        closeFollowUp();
        return List.copyOf(groups);
    }

    private void take(Mention mention) {
        switch (mention) {
            case Act act -> act(act);
            case Mention.Want want -> want(want);
            case Head head -> head(head);
            case Mention.Named named -> marked(named);
            case Mention.Attribute attribute -> attribute(attribute);
            case Mention.From from -> from(from);
            case Mention.Reference reference -> reference(reference, reference.all());
            case Mention.As as -> requireNext(as, Head.class);
            case Break pause -> pause(pause);
            case Mention.Filler filler -> filler(filler);
            case Mention.Determiner determiner -> requireNext(determiner, Mention.Loose.class);
            case Mention.Unsupported unsupported -> unsupported(unsupported);
            case Mention.Loose loose -> loose(loose);
        }
    }

    private void requireNext(Mention mention, Class<? extends Mention> type) {
        if (!type.isInstance(next())) {
            unexplained(mention);
        }
    }

    private @Nullable Mention next() {
        return index + 1 < mentions.size() ? mentions.get(index + 1) : null;
    }

    /// The mention before, courtesies aside.
    private @Nullable Mention before() {
        return places.before(index);
    }

    private void unexplained(Mention mention) {
        tokens.subList(mention.from(), mention.to()).forEach(token -> {
            if (token.kind() != Token.Kind.MARK) {
                doubts.unexplained(token.text());
            }
        });
    }

    private void unsupported(Mention.Unsupported unsupported) {
        doubts.unexplained(unsupported.what());
        doubts.ask(Questions.unsupported(unsupported.category(), unsupported.what()));
    }

    // What is to be done

    private void act(Act act) {
        asked |= tokens.subList(act.from(), act.to()).stream()
                .anyMatch(token -> token.word().equals("mind"));
        switch (act.verb()) {
            case CREATE -> create(act);
            case DEPLOY -> deploy(act);
            case ROLL_BACK -> rollBack(act);
            case CREATED -> created(act);
            case DEPLOYED -> deployed(act);
            case ROLLED_BACK -> rolledBack(act);
            case KEEP -> keep(act);
        }
        List.copyOf(act.said()).forEach(this::attach);
        act.object().ifPresent(this::placeObject);
    }

    private void placeObject(int token) {
        if (places.canBeObject(tokens.get(token), token)) {
            placeName(tokens.get(token), false);
        } else {
            doubts.unexplained(tokens.get(token).text());
        }
    }

    private void create(Act act) {
        if (group.started() && group.action == null && pointsBack(next())) {
            group.action = Action.CREATE;
            group.bare = true;
        } else if (!group.started()
                && group.action != Action.CREATE
                && group.action != Action.ROLLBACK
                && group.previous == null) {
            group.deploySaid |= group.action == Action.DEPLOY;
            group.action = Action.CREATE;
        } else if (group.started() || group.previous != null) {
            begin(Action.CREATE, null);
        } else {
            unexplained(act);
        }
    }

    /// "orders: deploy to staging" says first of what, then what.
    private boolean takesVerb() {
        boolean nameOnly =
                group.labelled && group.head == null && group.last().said.isEmpty();
        return group.action == null && !group.runs.isEmpty() && nameOnly && before() instanceof Break;
    }

    /// "Create it", "create this service".
    private static boolean pointsBack(@Nullable Mention mention) {
        return switch (mention) {
            case Mention.Reference reference -> !reference.all();
            case Head head ->
                head.definite() && head.noun() && !head.many() && head.said().isEmpty();
            case null, default -> false;
        };
    }

    private void deploy(Act act) {
        if (takesVerb()) {
            group.action = Action.DEPLOY;
            group.nameFirst = true;
        } else if (group.started() && group.action != Action.DEPLOY && group.action != Action.ROLLBACK) {
            begin(Action.DEPLOY, group);
        } else if (group.started() || (group.previous != null && group.referred)) {
            begin(Action.DEPLOY, null);
        } else if (group.action == null) {
            group.action = Action.DEPLOY;
        } else if (group.action == Action.CREATE && before() instanceof Break) {
            group.deploySaid = true;
        } else {
            unexplained(act);
        }
    }

    private void rollBack(Act act) {
        if (takesVerb()) {
            group.action = Action.ROLLBACK;
            group.nameFirst = true;
        } else if (group.started()) {
            begin(Action.ROLLBACK, null);
        } else if (group.action == null) {
            group.action = Action.ROLLBACK;
        } else {
            unexplained(act);
        }
    }

    private void begin(Action action, @Nullable Group previous) {
        closeFollowUp();
        group = new Group(action, previous == null ? null : groups.getLast());
        groups.add(group);
    }

    private void created(Act act) {
        if (!group.started() || group.action == Action.DEPLOY || group.action == Action.ROLLBACK) {
            unexplained(act);
        } else if (act.obliged() || group.wanted) {
            group.action = Action.CREATE;
            group.bare = true;
        }
    }

    private void deployed(Act act) {
        if ((group.action == Action.CREATE && group.started()) || (group.action == null && group.head != null)) {
            group.deploySaid = true;
        } else if (group.action == null && !group.runs.isEmpty() && (group.wanted || act.obliged())) {
            group.action = Action.DEPLOY;
        } else {
            unexplained(act);
        }
    }

    private void rolledBack(Act act) {
        boolean asksIt = group.wanted || act.obliged();
        if (group.action == null && group.head == null && !group.runs.isEmpty() && asksIt) {
            group.action = Action.ROLLBACK;
        } else {
            unexplained(act);
        }
    }

    private void keep(Act act) {
        closeFollowUp();
        boolean made =
                group.action == Action.CREATE || (group.action == null && (group.head != null || group.labelled));
        if (made && (group.started() || group.action == Action.CREATE)) {
            group.shared.put(new Said(Field.ENVIRONMENT, "none"), doubts);
        } else {
            unexplained(act);
        }
    }

    private void want(Mention.Want want) {
        asked |= want.asks();
        if (group.action == null && !group.started()) {
            group.wanted = true;
        } else if (group.started() && group.action != Action.DEPLOY && group.action != Action.ROLLBACK) {
            // "I need a service called a. I also need ..." goes on with the same list.
            group.wanted = true;
        } else {
            unexplained(want);
        }
    }

    // The services

    private void head(Head head) {
        if (isReference(head)) {
            reference(head, head.many());
            return;
        }
        if (isInterface(head)) {
            head.said().forEach(this::attach);
            return;
        }
        if (group.previous != null && (group.referred || !group.shared.said.isEmpty())) {
            closeFollowUp();
        }
        if (group.action == Action.DEPLOY || group.action == Action.ROLLBACK) {
            headOfExisting(head);
        }
        place(head);
    }

    /// "the service" after one has been described is that one.
    private boolean isReference(Head head) {
        boolean plain = head.definite()
                && !head.fresh()
                && head.count().isEmpty()
                && head.said().isEmpty();
        boolean earlier = group.started() || group.previous != null;
        return plain && earlier && !(next() instanceof Mention.Loose);
    }

    /// "..., a database and a REST API" says what a service has that is already named.
    private boolean isInterface(Head head) {
        boolean plain = !head.fresh()
                && !head.definite()
                && head.count().isEmpty()
                && head.said().size() == 1;
        boolean interfaceAlone = plain && head.said().getFirst().field() == Field.INTERFACE && !head.many();
        boolean joined = before() instanceof Break pause && pause.pause() != Pause.STOP;
        boolean named = !group.runs.isEmpty() && !group.last().names.isEmpty() && group.previous == null;
        return interfaceAlone
                && joined
                && named
                && !(next() instanceof Mention.Named)
                && !(next() instanceof Mention.Loose);
    }

    private void headOfExisting(Head head) {
        if (head.fresh() && group.action == Action.DEPLOY && !group.started() && group.previous == null) {
            group.action = Action.CREATE;
            group.deploySaid = true;
        } else if (head.indefinite() || head.fresh() || !head.said().isEmpty()) {
            doubts.ask(Questions.createOrDeploy());
        }
    }

    private void place(Head head) {
        if (!group.started()) {
            group.head = head;
            if (head.many() || head.count().isPresent()) {
                head.said().forEach(one -> group.shared.put(one, doubts));
            } else {
                describe(group.begin(head), head);
            }
        } else if (describesLastName(head)) {
            describe(group.last(), head);
            group.last().head = head;
        } else {
            describe(group.begin(head), head);
            group.toAll = false;
        }
    }

    private void describe(Run run, Head head) {
        head.said().forEach(one -> run.put(one, doubts));
    }

    /// "billing, a Go service" and "the user-service API" say more of the name before.
    private boolean describesLastName(Head head) {
        if (group.runs.isEmpty() || group.last().names.isEmpty() || head.next()) {
            return false;
        }
        Mention before = before();
        if (group.last().head != null) {
            return before instanceof Mention.Reference || before instanceof Mention.As;
        }
        boolean apart = before instanceof Break pause && pause.pause() != Pause.AND && pause.pause() != Pause.STOP;
        boolean joined =
                before instanceof Mention.As || before instanceof Mention.Filler || before instanceof Mention.Reference;
        boolean adjacent = before instanceof Mention.Loose && head.noun();
        return apart
                || joined
                || adjacent
                || (before instanceof Mention.Loose && !head.definite() && !head.indefinite());
    }

    private void marked(Mention.Named named) {
        Token token = tokens.get(named.token());
        group.labelled |= tokens.get(named.from()).word().matches("names?|id|service|app|svc|the|its");
        group.wanted |= group.action == null
                && tokens.subList(named.from(), named.to()).stream()
                        .anyMatch(one -> one.word().matches("should|must"));
        if (!token.isQuoted() && places.runsOn(index)) {
            doubts.ask(Questions.twoWords(token.text()));
        }
        if (!group.runs.isEmpty() && !group.last().names.isEmpty() && group.previous == null) {
            doubts.ask(Questions.oneOrMore(List.of(group.last().names.getLast(), token.text())));
        }
        placeName(token, true);
    }

    private void loose(Mention.Loose loose) {
        Token token = tokens.get(loose.from());
        NamePlaces.Place place = places.place(index, group);
        switch (places.verdict(index, token, place, group)) {
            case NO -> doubts.unexplained(token.text());
            case UNSURE -> {
                doubts.unexplained(token.text());
                doubts.ask(Questions.twoWords(token.text()));
            }
            case YES -> {
                group.bare |= place == NamePlaces.Place.WANTED
                        || (place == NamePlaces.Place.AFTER_VERB && group.action == Action.CREATE);
                group.labelled |= place == NamePlaces.Place.OPENING && places.heads(index);
                group.unannounced |= place == NamePlaces.Place.LIST && !group.expectsMore();
                placeName(token, false);
            }
        }
    }

    private void placeName(Token token, boolean isMarked) {
        boolean object =
                before() instanceof Act || before() instanceof Mention.Determiner || mentions.get(index) instanceof Act;
        if (group.previous != null && !object && (group.referred || !group.shared.said.isEmpty())) {
            closeFollowUp();
        }
        String name = ServiceName.read(token.text()).map(ServiceName::value).orElse("");
        if (name.isEmpty()) {
            doubts.unexplained(token.text());
            doubts.ask(Questions.notAName(token.text()));
            return;
        }
        if (group.nameFirst) {
            doubts.ask(Questions.oneOrMore(List.of(group.last().names.getLast(), name)));
        }
        group.toAll = false;
        boolean open = !group.runs.isEmpty() && group.last().names.isEmpty();
        boolean listed = !group.runs.isEmpty() && !group.last().closed && before() instanceof Break;
        Run run = open || (listed && !(isMarked && group.last().head != null)) ? group.last() : group.begin(null);
        run.names.add(name);
        run.closed = false;
    }

    // What is said of them

    private void attribute(Mention.Attribute attribute) {
        attribute.said().forEach(this::attach);
        group.deploySaid |= attribute.deploying();
        tell(attribute);
    }

    private void tell(Mention mention) {
        boolean toBe = tokens.get(mention.from()).word().equals("to")
                && mention.from() + 1 < tokens.size()
                && tokens.get(mention.from() + 1).word().equals("be");
        group.telling |= group.action == null && (toBe || places.isTelling(mention));
    }

    private void attach(Said one) {
        if (group.toAll || group.runs.isEmpty()) {
            group.shared.put(one, doubts);
            return;
        }
        Run run = group.last();
        run.put(one, doubts);
        run.closed |= !run.names.isEmpty();
        if (before() instanceof Break) {
            run.detached.add(one.field());
        }
    }

    private void from(Mention.From from) {
        boolean moves = group.action == Action.DEPLOY || (group.action == null && !group.started());
        if (!moves || group.from != null) {
            unexplained(from);
            return;
        }
        group.from = from.source();
        from.target().ifPresent(target -> attach(new Said(Field.ENVIRONMENT, target)));
    }

    private void reference(Mention mention, boolean all) {
        if (tokens.get(mention.from()).word().equals("both") && next() instanceof Mention.Loose && !group.started()) {
            group.both = true;
            return;
        }
        boolean listed = before() instanceof Break pause && pause.pause() == Pause.AND && !group.runs.isEmpty();
        if (listed && group.action != Action.CREATE && group.action != null) {
            unexplained(mention);
        }
        Group about = group.previous != null && group.runs.isEmpty() ? group.previous : group;
        int names = all ? created() : about.names().size();
        boolean described = about.started();
        if (!described || (all && names < 2 && !about.expectsMore()) || (!all && names > 1)) {
            unexplained(mention);
            doubts.ask(Questions.which(tokens.get(mention.from()).text()));
        }
        if (about == group) {
            group.toAll = all;
        } else {
            group.referred = true;
            group.referredToAll = all;
        }
    }

    /// How many services the request has named so far, other than those of the clause at hand.
    private int created() {
        return groups.stream().mapToInt(one -> one.names().size()).sum();
    }

    private void pause(Break pause) {
        Mention next = next();
        boolean joins = pause.pause() == Pause.AND || pause.pause() == Pause.BUT || pause.pause() == Pause.COLON;
        boolean broken = (next instanceof Break after && after.pause() != Pause.STOP && after.pause() != Pause.OPEN)
                || (pause.pause() == Pause.AND
                        && isName(before())
                        && next instanceof Mention.Attribute
                        && places.isJoining(next));
        if (joins && (next == null || broken)) {
            unexplained(pause);
        }
        if (pause.pause() == Pause.QUESTION && !asked) {
            doubts.ask(Questions.question());
        }
        if (pause.pause() == Pause.STOP || pause.pause() == Pause.QUESTION) {
            asked = false;
            group.toAll = false;
        }
    }

    private static boolean isName(@Nullable Mention mention) {
        return mention instanceof Mention.Loose || mention instanceof Mention.Named;
    }

    private void filler(Mention.Filler filler) {
        asked |= filler.asks();
        tell(filler);
        Mention before = before();
        boolean opens = before == null || (before instanceof Break pause && pause.pause() == Pause.STOP);
        if (!filler.courtesy() && opens) {
            unexplained(filler);
        }
    }

    /// "deploy it to staging" says where the services before go.
    private void closeFollowUp() {
        Group previous = group.previous;
        if (previous == null) {
            return;
        }
        if (group.runs.isEmpty()) {
            List<Group> about = group.referredToAll
                    ? groups.stream().filter(one -> one != group).toList()
                    : List.of(previous);
            about.forEach(one -> place(group.shared, one));
        } else {
            closeNamed(previous);
        }
        if (group.runs.isEmpty() && group.head == null) {
            groups.remove(group);
            group = previous;
        }
    }

    private void place(Run shared, Group about) {
        shared.said.forEach((field, value) -> about.shared.put(new Said(field, value), doubts));
        about.deploySaid = true;
    }

    private void closeNamed(Group previous) {
        for (Run run : List.copyOf(group.runs)) {
            Run same = previous.runs.stream()
                    .filter(one -> !run.names.isEmpty() && one.names.equals(run.names))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                group.shared.said.forEach((field, value) -> same.put(new Said(field, value), doubts));
                run.said.forEach((field, value) -> same.put(new Said(field, value), doubts));
                previous.deploySaid = true;
                group.runs.remove(run);
            }
        }
    }
}
