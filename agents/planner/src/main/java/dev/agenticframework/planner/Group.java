package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The services that one verb is about, with what is said of all of them.
final class Group {
    @Nullable
    Action action;

    final Run shared = new Run();
    final List<Run> runs = new ArrayList<>();
    /// The names as they were said first, where one of them is said again.
    final List<String> order = new ArrayList<>();
    Mention.@Nullable Head head;
    /// The services that "deploy it" refers to, when this group is such a clause.
    final @Nullable Group previous;
    boolean wanted;
    boolean deploySaid;
    boolean toAll;
    boolean referred;
    boolean referredToAll;
    /// It was created without the word service: "Create orders in Go".
    boolean bare;
    /// Names were listed that nothing announced: "Create orders in Go and payments in Python".
    boolean unannounced;
    /// The name stood under a heading of its own: "name: orders".
    boolean labelled;
    /// It tells how something is: "orders uses Postgres".
    boolean telling;
    /// It tells what is already so: "a new service called orders is running in dev".
    boolean reporting;
    /// Its name came before its verb, so that no further one belongs to it: "orders: deploy to staging".
    boolean nameFirst;
    /// "All in Go" stood behind the names: each of them is a service.
    boolean ofAll;
    /// "both" stood before the names.
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

    /// Whether a noun says what it is about: "a Go service called orders", "orders should be a Go service".
    boolean isDescribed() {
        return head != null || runs.stream().anyMatch(run -> run.head != null);
    }

    /// Whether it is about services that exist.
    boolean isOfExisting() {
        return action == Action.DEPLOY || action == Action.ROLLBACK;
    }

    /// Whether it names services without describing any: at most "the service" stands before the name.
    boolean pointsAtOne() {
        return head == null
                || (head.definite() && !head.fresh() && head.said().isEmpty() && !isPlural() && shared.said.isEmpty());
    }

    List<String> names() {
        return runs.stream().flatMap(run -> run.names.stream()).toList();
    }

    /// Whether more names are announced than have been given.
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

    /// What follows is said of one of the names alone.
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
