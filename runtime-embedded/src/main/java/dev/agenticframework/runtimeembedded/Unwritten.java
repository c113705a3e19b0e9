package dev.agenticframework.runtimeembedded;

import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.Numbers;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Workflows that changed since the table was last written, laid over what is read from the table. While the disk is
/// full, the table stays behind the journal.
record Unwritten(List<Workflow> workflows) {

    int size() {
        return workflows.size();
    }

    private Set<Long> numbers() {
        return workflows.stream().map(workflow -> workflow.id().number()).collect(Collectors.toSet());
    }

    /// A page of the table with these workflows in their places.
    ///
    /// @param before the number at which the page begins; it has smaller numbers
    Page<WorkflowSummary> over(Page<WorkflowSummary> stored, WorkflowQuery query, long before) {
        if (workflows.isEmpty()) {
            return stored;
        }
        long end = stored.next()
                .map(cursor -> Long.parseLong(cursor, Character.MAX_RADIX))
                .orElse(0L);
        var numbers = numbers();
        var items = new ArrayList<WorkflowSummary>();
        stored.items().stream()
                .filter(item -> !numbers.contains(item.id().number()))
                .forEach(items::add);
        workflows.stream()
                .filter(workflow ->
                        workflow.id().number() >= end && workflow.id().number() < before)
                .filter(workflow -> matches(query, workflow))
                .map(Unwritten::summary)
                .forEach(items::add);
        items.sort(Comparator.comparingLong((WorkflowSummary item) -> item.id().number())
                .reversed());
        if (items.size() <= query.limit()) {
            return new Page<>(items, stored.next());
        }
        var page = items.subList(0, query.limit());
        return new Page<>(page, Optional.of(Long.toString(page.getLast().id().number(), Character.MAX_RADIX)));
    }

    private static boolean matches(WorkflowQuery query, Workflow workflow) {
        var request = workflow.request();
        long number = workflow.id().number();
        return is(query.status(), workflow.status())
                && is(query.service(), request.service())
                && is(query.environment(), request.environment())
                && is(query.requestedBy(), request.requestedBy())
                && is(query.template(), request.template())
                && query.since().map(since -> number >= Numbers.firstAt(since)).orElse(true)
                && query.until().map(until -> number < Numbers.firstAt(until)).orElse(true);
    }

    private static <T> boolean is(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static WorkflowSummary summary(Workflow workflow) {
        var request = workflow.request();
        return new WorkflowSummary(
                workflow.id(),
                workflow.status(),
                request.requestedBy(),
                request.template(),
                request.service(),
                request.environment(),
                workflow.createdAt(),
                workflow.endedAt());
    }

    /// The numbers of failed workflows, newest first: those of the table and those of these workflows. Some of the
    /// table may no longer be failed.
    List<Long> failed(List<Long> stored, long before) {
        var newer = workflows.stream()
                .filter(workflow -> workflow.status() == Status.FAILED)
                .map(workflow -> workflow.id().number())
                .filter(number -> number < before);
        return Stream.concat(stored.stream(), newer)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
