package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Said;
import java.util.List;

/// Handles clauses that say more about services named earlier, such as "deploy it to staging".
final class FollowUps {
    private final Discourse discourse;

    FollowUps(Discourse discourse) {
        this.discourse = discourse;
    }

    /// Closes the current clause and begins another group.
    void begin(Action action, boolean further) {
        close();
        discourse.begin(action, further);
    }

    /// Whether the current clause has referred to the previous services, so that a name after it begins a
    /// new group.
    boolean isComplete() {
        Group group = discourse.group();
        return group.previous != null && (group.referred || !group.shared.said.isEmpty());
    }

    void close() {
        Group group = discourse.group();
        Group previous = group.previous;
        if (previous == null) {
            return;
        }
        if (group.runs.isEmpty()) {
            List<Group> about = group.referredToAll
                    ? discourse.groups().stream().filter(one -> one != group).toList()
                    : List.of(previous);
            about.forEach(one -> place(group.shared, one));
        } else {
            closeNamed(group, previous);
        }
        if (group.runs.isEmpty() && group.head == null) {
            discourse.returnTo(previous);
        }
    }

    private void place(Run shared, Group about) {
        shared.said.forEach((field, value) -> about.shared.put(new Said(field, value), discourse.doubts()));
        about.deploySaid = true;
    }

    /// "Create orders ... and deploy orders to staging" refers to one service.
    private void closeNamed(Group group, Group previous) {
        for (Run run : List.copyOf(group.runs)) {
            previous.runs.stream()
                    .filter(one -> !run.names.isEmpty() && one.names.equals(run.names))
                    .findFirst()
                    .ifPresent(same -> {
                        group.shared.said.forEach(
                                (field, value) -> same.put(new Said(field, value), discourse.doubts()));
                        run.said.forEach((field, value) -> same.put(new Said(field, value), discourse.doubts()));
                        previous.deploySaid = true;
                        group.runs.remove(run);
                    });
        }
    }
}
