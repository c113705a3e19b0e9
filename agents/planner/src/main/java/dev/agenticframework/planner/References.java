package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Pause;

/// Resolves "it", "both" and "the service" to services that the request named earlier.
final class References {
    private final Discourse discourse;

    References(Discourse discourse) {
        this.discourse = discourse;
    }

    /// @param all whether the mention refers to all services
    void reference(Mention mention, boolean all) {
        Group group = discourse.group();
        if (discourse.firstWord(mention).equals("both")
                && discourse.next() instanceof Mention.Loose
                && !group.started()) {
            group.both = true;
            return;
        }
        if (!all && discourse.before() instanceof Mention.Loose && !discourse.says(mention, "itself")) {
            discourse.unexplained(mention);
        }
        if (isListed(group) && group.action != Action.CREATE && group.action != null) {
            discourse.unexplained(mention);
        }
        Group about = group.previous != null && group.runs.isEmpty() ? group.previous : group;
        if (isUnclear(about, all)) {
            discourse.unexplained(mention);
            discourse
                    .doubts()
                    .ask(Questions.which(discourse.token(mention.from()).text()));
        }
        if (about == group) {
            group.toAll = all;
            group.ofAll |= all;
        } else {
            group.referred = true;
            group.referredToAll = all;
        }
    }

    private boolean isListed(Group group) {
        return discourse.before() instanceof Break pause && pause.pause() == Pause.AND && !group.runs.isEmpty();
    }

    private boolean isUnclear(Group about, boolean all) {
        int names = all ? named() : about.names().size();
        return !about.started() || (all && names < 2 && !about.expectsMore()) || (!all && names > 1);
    }

    /// The number of services that the request has named so far.
    private int named() {
        return discourse.groups().stream().mapToInt(one -> one.names().size()).sum();
    }
}
