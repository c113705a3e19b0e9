package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Act;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Head;
import dev.agenticframework.planner.Mention.Said;
import org.jspecify.annotations.Nullable;

/// Handles the verbs of a request. A verb begins another group of services, or says more about the previous one.
final class Verbs {
    private final Discourse discourse;
    private final FollowUps followUps;

    Verbs(Discourse discourse, FollowUps followUps) {
        this.discourse = discourse;
        this.followUps = followUps;
    }

    void act(Act act) {
        discourse.asked |= discourse.says(act, "mind");
        switch (act.verb()) {
            case CREATE -> create(act);
            case DEPLOY -> deploy(act);
            case ROLL_BACK -> rollBack(act);
            case CREATED -> created(act);
            case DEPLOYED -> deployed(act);
            case ROLLED_BACK -> rolledBack(act);
            case KEEP -> keep(act);
        }
    }

    private void create(Act act) {
        Group group = discourse.group();
        if (group.started() && group.action == null && (pointsBack(discourse.next()) || endsHere(group))) {
            group.action = Action.CREATE;
            group.bare = true;
        } else if (!continues(group)) {
            begin(group, act);
        }
    }

    private void begin(Group group, Act act) {
        if (!group.started()
                && group.action != Action.CREATE
                && group.action != Action.ROLLBACK
                && group.previous == null) {
            group.deploySaid |= group.action == Action.DEPLOY;
            group.action = Action.CREATE;
        } else if (group.started() || group.previous != null) {
            followUps.begin(Action.CREATE, false);
        } else {
            discourse.unexplained(act);
        }
    }

    /// "Create it", "create this service".
    private static boolean pointsBack(@Nullable Mention mention) {
        return switch (mention) {
            case Mention.Reference reference -> !reference.all();
            case Head head ->
                head.definite()
                        && !head.fresh()
                        && !head.many()
                        && head.count().isEmpty()
                        && head.said().isEmpty();
            case null, default -> false;
        };
    }

    /// "Create a service called orders. Write it in Go." describes the same service.
    private boolean continues(Group group) {
        return group.action == Action.CREATE
                && group.previous == null
                && !group.names().isEmpty()
                && discourse.next() instanceof Mention.Reference;
    }

    /// "A Go service called orders. Please create."
    private boolean endsHere(Group group) {
        boolean ends = discourse.next() == null
                || (discourse.next() instanceof Break pause && pause.pause() == Mention.Pause.STOP);
        return ends
                && discourse.before() instanceof Break
                && !group.isPlural()
                && group.names().size() == 1;
    }

    /// "orders: deploy to staging" gives the name first, then the action.
    private boolean takesVerb(Group group) {
        boolean nameOnly =
                group.labelled && group.head == null && group.last().said.isEmpty();
        return group.action == null && !group.runs.isEmpty() && nameOnly && discourse.before() instanceof Break;
    }

    private void deploy(Act act) {
        Group group = discourse.group();
        if (takesVerb(group)) {
            group.action = Action.DEPLOY;
            group.nameFirst = true;
        } else if (group.started() && !group.isOfExisting()) {
            followUps.begin(Action.DEPLOY, true);
        } else if (group.started() || (group.previous != null && group.referred)) {
            followUps.begin(Action.DEPLOY, false);
        } else if (group.action == null) {
            group.action = Action.DEPLOY;
        } else if (group.action == Action.CREATE && isListed(discourse.before())) {
            group.deploySaid = true;
        } else {
            discourse.unexplained(act);
        }
    }

    /// "create, test and deploy"
    private static boolean isListed(@Nullable Mention before) {
        return before instanceof Break || (before instanceof Act act && act.to() - act.from() > 1);
    }

    private void rollBack(Act act) {
        Group group = discourse.group();
        if (takesVerb(group)) {
            group.action = Action.ROLLBACK;
            group.nameFirst = true;
        } else if (group.started()) {
            followUps.begin(Action.ROLLBACK, false);
        } else if (group.action == null) {
            group.action = Action.ROLLBACK;
        } else {
            discourse.unexplained(act);
        }
    }

    private void created(Act act) {
        Group group = discourse.group();
        if (!group.started() || group.isOfExisting()) {
            discourse.unexplained(act);
        } else if (act.obliged() || group.wanted) {
            group.action = Action.CREATE;
            group.bare = true;
        }
    }

    private void deployed(Act act) {
        Group group = discourse.group();
        boolean asksIt = group.wanted || act.obliged();
        if (group.action == null && !group.runs.isEmpty() && asksIt && group.pointsAtOne()) {
            group.action = Action.DEPLOY;
        } else if ((group.action == Action.CREATE && group.started())
                || (group.action == null && group.isDescribed() && isState(act, group))) {
            group.deploySaid = true;
        } else {
            discourse.unexplained(act);
        }
    }

    /// "A Go service called orders, deployed to dev" describes a service; "... released to dev" can report a fact.
    private boolean isState(Act act, Group group) {
        return group.wanted || act.obliged() || discourse.says(act, "deployed");
    }

    private void rolledBack(Act act) {
        Group group = discourse.group();
        boolean asksIt = group.wanted || act.obliged();
        if (group.action == null && !group.runs.isEmpty() && asksIt && group.pointsAtOne()) {
            group.action = Action.ROLLBACK;
        } else {
            discourse.unexplained(act);
        }
    }

    private void keep(Act act) {
        followUps.close();
        Group group = discourse.group();
        boolean made =
                group.action == Action.CREATE || (group.action == null && (group.head != null || group.labelled));
        if (made && (group.started() || group.action == Action.CREATE)) {
            group.shared.put(new Said(Field.ENVIRONMENT, FieldValues.NONE), discourse.doubts());
        } else {
            discourse.unexplained(act);
        }
    }

    void want(Mention.Want want) {
        discourse.asked |= want.asks();
        Group group = discourse.group();
        boolean begins = group.action == null && !group.started();
        // "I need a service called a. I also need ..." continues the same list.
        if (begins || (group.started() && !group.isOfExisting())) {
            group.wanted = true;
        } else {
            discourse.unexplained(want);
        }
    }
}
