package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Act;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.NamePlaces.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Handles the names of services, marked or unmarked, and the services that they begin or complete.
final class Names {
    private final Discourse discourse;
    private final NamePlaces places;
    private final FollowUps followUps;
    private final Doubts doubts;

    Names(Discourse discourse, FollowUps followUps) {
        this.discourse = discourse;
        this.places = discourse.places();
        this.followUps = followUps;
        this.doubts = discourse.doubts();
    }

    /// "called NAME", "name: NAME".
    void marked(Mention.Named named) {
        Group group = discourse.group();
        Token token = discourse.token(named.token());
        group.labelled |= discourse.firstWord(named).matches("names?|id|service|app|svc|the|its");
        group.wanted |= group.action == null && (discourse.says(named, "should") || discourse.says(named, "must"));
        if (!token.isQuoted() && places.runsOn(discourse.index())) {
            doubts.ask(Questions.twoWords(token.text()));
        }
        if (!group.runs.isEmpty() && !group.last().names.isEmpty() && group.previous == null) {
            doubts.ask(Questions.oneOrMore(List.of(group.last().names.getLast(), token.text())));
        }
        place(token, true);
    }

    /// A name inside a phrase, as in "roll NAME back".
    void object(int at) {
        Token token = discourse.token(at);
        if (places.canBeObject(token, at)) {
            place(token, false);
        } else {
            doubts.unexplained(token.text());
        }
    }

    /// A word that no phrase explains.
    void loose(Mention.Loose loose) {
        Group group = discourse.group();
        Token token = discourse.token(loose.from());
        if (places.isSignature(discourse.index())) {
            return;
        }
        if (restates(token, group)) {
            group.turnTo(token.word());
            return;
        }
        Place place = places.place(discourse.index(), group);
        switch (places.verdict(discourse.index(), token, place, group)) {
            case NO -> {
                if (!token.isQuoted() && NamePlaces.isVersion(token.word())) {
                    doubts.unexplained(token.text(), Questions.version(token.text()));
                } else {
                    doubts.unexplained(token.text());
                }
            }
            case UNSURE -> {
                doubts.unexplained(token.text(), Questions.oneName(token.text(), lastWord(discourse.next())));
            }
            case YES -> {
                group.bare |= place == Place.WANTED || (place == Place.AFTER_VERB && group.action == Action.CREATE);
                group.labelled |= place == Place.OPENING && places.isLabel(discourse.index());
                group.unannounced |= place == Place.LIST && !group.expectsMore();
                place(token, false);
            }
        }
    }

    /// "Create orders and payments in Go; orders with Postgres, payments without a database."
    private boolean restates(Token token, Group group) {
        List<String> names = group.names();
        return group.action == Action.CREATE
                && group.previous == null
                && names.size() > 1
                && names.contains(token.word())
                && isApart(discourse.before())
                && discourse.next() instanceof Mention.Attribute;
    }

    /// After a pause, or after "where".
    private boolean isApart(@Nullable Mention before) {
        return before instanceof Break
                || (before instanceof Mention.Filler filler
                        && discourse.firstWord(filler).equals("where"));
    }

    private String lastWord(@Nullable Mention mention) {
        return mention == null ? "" : discourse.token(mention.to() - 1).text();
    }

    private void place(Token token, boolean isMarked) {
        if (followUps.isComplete() && !isObject()) {
            followUps.close();
        }
        String name = ServiceName.read(token.text()).map(ServiceName::value).orElse("");
        if (name.isEmpty()) {
            doubts.unexplained(token.text());
            doubts.ask(Questions.notAName(token.text()));
            return;
        }
        Group group = discourse.group();
        if (group.nameFirst) {
            doubts.ask(Questions.oneOrMore(List.of(group.last().names.getLast(), name)));
        }
        group.toAll = false;
        Run run = run(group, isMarked);
        run.names.add(name);
        run.closed = false;
    }

    private boolean isObject() {
        return discourse.before() instanceof Act
                || discourse.before() instanceof Mention.Determiner
                || discourse.current() instanceof Act;
    }

    /// Returns the run that a further name belongs to.
    private Run run(Group group, boolean isMarked) {
        boolean open = !group.runs.isEmpty() && group.last().names.isEmpty();
        boolean listed = !group.runs.isEmpty() && !group.last().closed && discourse.before() instanceof Break;
        return open || (listed && !(isMarked && group.last().head != null)) ? group.last() : group.begin(null);
    }
}
