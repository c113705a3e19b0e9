package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The services that one verb refers to, with the attributes that all of them share.
final class Group {
    @Nullable
    Action action;

    final Run shared = new Run();
    final List<Run> runs = new ArrayList<>();
    /// The names in their original order, kept when the request repeats one of them.
    final List<String> order = new ArrayList<>();
    Mention.@Nullable Head head;
    /// The services that this clause refers to, if it is a clause such as "deploy it".
    final @Nullable Group previous;
    boolean wanted;
    boolean deploySaid;
    boolean toAll;
    boolean referred;
    boolean referredToAll;
    /// Whether the request creates it without the word "service": "Create orders in Go".
    boolean bare;
    /// Whether it lists names that nothing announces: "Create orders in Go and payments in Python".
    boolean unannounced;
    /// Whether a label marks the name: "name: orders".
    boolean labelled;
    /// Whether it describes how something is: "orders uses Postgres".
    boolean telling;
    /// Whether it reports a fact: "a new service called orders is running in dev".
    boolean reporting;
    /// Whether its name comes before its verb, so it has no further names: "orders: deploy to staging".
    boolean nameFirst;
    /// Whether a phrase such as "all in Go" follows the names, so each name is a service.
    boolean ofAll;
    /// Whether "both" comes before the names.
    boolean both;

    @Nullable
    String from;

    Group(@Nullable Action action, @Nullable Group previous) {
        this.action = action;
        this.previous = previous;
    }

    boolean started() {
        return head != null || !runs.isEmpty();
    }

    /// Whether a noun describes it: "a Go service called orders", "orders should be a Go service".
    boolean isDescribed() {
        return head != null || runs.stream().anyMatch(run -> run.head != null);
    }

    /// Whether it refers to existing services.
    boolean isOfExisting() {
        return action == Action.DEPLOY || action == Action.ROLLBACK;
    }

    /// Whether it names services without describing them. Only "the service" can come before the name.
    boolean pointsAtOne() {
        return head == null
                || (head.definite() && !head.fresh() && head.said().isEmpty() && !isPlural() && shared.said.isEmpty());
    }

    List<String> names() {
        return runs.stream().flatMap(run -> run.names.stream()).toList();
    }

    /// Whether it announces more names than it has so far.
    boolean expectsMore() {
        if (head == null) {
            return false;
        }
        int named = names().size();
        return head.count().isPresent() ? named < head.count().getAsInt() : head.many();
    }

    boolean announcesCount() {
        return head != null && head.count().isPresent() && head.count().getAsInt() > names().size();
    }

    boolean isPlural() {
        return head != null && (head.many() || head.count().isPresent());
    }

    Run last() {
        return runs.getLast();
    }

    /// Makes the words that follow apply to one of the names only.
    void turnTo(String name) {
        if (order.isEmpty()) {
            order.addAll(names());
        }
        Run among = runs.stream()
                .filter(run -> run.names.contains(name))
                .findFirst()
                .orElseThrow();
        Run alone = among.part(name);
        if (among.names.isEmpty()) {
            runs.remove(among);
        }
        runs.add(alone);
        toAll = false;
    }

    Run begin(Mention.@Nullable Head itsHead) {
        var run = new Run();
        run.head = itsHead;
        runs.add(run);
        return run;
    }
}
