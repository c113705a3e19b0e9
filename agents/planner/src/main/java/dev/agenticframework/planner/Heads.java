package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Head;
import dev.agenticframework.planner.Mention.Pause;
import org.jspecify.annotations.Nullable;

/// Handles the noun phrases of a request, such as "a new Go service". A noun phrase can announce a service, describe or
/// refer to the previous one, or name its interface.
final class Heads {
    private final Discourse discourse;
    private final FollowUps followUps;
    private final References references;
    private final Attributes attributes;

    Heads(Discourse discourse, FollowUps followUps, References references, Attributes attributes) {
        this.discourse = discourse;
        this.followUps = followUps;
        this.references = references;
        this.attributes = attributes;
    }

    void head(Head head) {
        if (isReference(head)) {
            references.reference(head, head.many());
            return;
        }
        if (isInterface(head)) {
            head.said().forEach(attributes::attach);
            return;
        }
        if (followUps.isComplete()) {
            followUps.close();
        }
        Group group = discourse.group();
        if (group.isOfExisting()) {
            ofExisting(head, group);
        }
        place(head, group);
    }

    /// "the service" refers to the service that was described before.
    private boolean isReference(Head head) {
        boolean plain = head.definite()
                && !head.fresh()
                && head.count().isEmpty()
                && head.said().isEmpty();
        boolean earlier = discourse.group().started() || discourse.group().previous != null;
        return plain && earlier && !(discourse.next() instanceof Mention.Loose);
    }

    /// "..., a database and a REST API" describes a service that is named already, or that follows.
    private boolean isInterface(Head head) {
        boolean plain = !head.fresh()
                && !head.definite()
                && head.count().isEmpty()
                && head.said().size() == 1
                && head.said().getFirst().field() == Field.INTERFACE
                && !head.many();
        boolean joined = discourse.before() instanceof Break pause
                && (pause.pause() != Pause.STOP || (!head.indefinite() && discourse.next() instanceof Break));
        boolean followed = discourse.next() instanceof Mention.Named || discourse.next() instanceof Mention.Loose;
        return plain && joined && !followed && (isNamed(discourse.group()) || comesBeforeTheVerb(discourse.group()));
    }

    private static boolean isNamed(Group group) {
        return !group.runs.isEmpty() && !group.last().names.isEmpty() && group.previous == null;
    }

    /// "With PostgreSQL and a REST API, create ..."
    private boolean comesBeforeTheVerb(Group group) {
        return group.action == null
                && !group.wanted
                && !group.started()
                && group.shared.said.containsKey(Field.DATABASE)
                && discourse.next() instanceof Break;
    }

    private void ofExisting(Head head, Group group) {
        if (head.fresh()
                && !head.next()
                && group.action == Action.DEPLOY
                && !group.started()
                && group.previous == null) {
            group.action = Action.CREATE;
            group.deploySaid = true;
        } else if (head.indefinite() || head.fresh() || !head.said().isEmpty()) {
            discourse.doubts().ask(Questions.createOrDeploy());
        }
    }

    private void place(Head head, Group group) {
        if (!group.started()) {
            group.head = head;
            if (head.many() || head.count().isPresent()) {
                describe(group.shared, head);
            } else {
                describe(group.begin(head), head);
            }
        } else if (describesLastName(head, group)) {
            describe(group.last(), head);
            group.last().head = head;
        } else {
            describe(group.begin(head), head);
            group.toAll = false;
        }
    }

    private void describe(Run run, Head head) {
        head.said().forEach(one -> run.put(one, discourse.doubts()));
    }

    /// "billing, a Go service" and "the user-service API" describe the previous name.
    private boolean describesLastName(Head head, Group group) {
        if (group.runs.isEmpty() || group.last().names.isEmpty() || head.next()) {
            return false;
        }
        Mention before = discourse.before();
        if (group.last().head != null) {
            return before instanceof Mention.Reference || before instanceof Mention.As;
        }
        return isApart(before)
                || isLed(before)
                || (before instanceof Mention.Loose && (head.noun() || !(head.definite() || head.indefinite())));
    }

    private static boolean isApart(@Nullable Mention before) {
        return before instanceof Break pause && pause.pause() != Pause.AND && pause.pause() != Pause.STOP;
    }

    private static boolean isLed(@Nullable Mention before) {
        return before instanceof Mention.As || before instanceof Mention.Filler || before instanceof Mention.Reference;
    }
}
