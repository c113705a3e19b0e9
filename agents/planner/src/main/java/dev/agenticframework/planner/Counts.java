package dev.agenticframework.planner;

import java.util.List;

/// Checks that a request names as many services as it announces.
final class Counts {
    private final Doubts doubts;

    Counts(Doubts doubts) {
        this.doubts = doubts;
    }

    void check(Group group, List<String> names) {
        if (group.head != null && group.head.count().isPresent()) {
            int announced = group.head.count().getAsInt();
            if (announced != names.size() || (group.both && announced != 2)) {
                doubts.ask(Questions.count(announced, names));
            }
        } else if ((group.both || (group.head != null && group.head.many())) && names.size() < 2) {
            doubts.ask(Questions.count(2, names));
        }
        if (group.both && names.size() > 2) {
            doubts.ask(Questions.count(2, names));
        }
        boolean announcedMany = group.isPlural();
        for (Run run : group.runs) {
            boolean single = (run.head != null && !run.head.many())
                    || (group.head != null && !announcedMany && run == group.runs.getFirst());
            if (single && run.names.size() > 1) {
                doubts.ask(Questions.oneOrMore(run.names));
            }
        }
    }
}
