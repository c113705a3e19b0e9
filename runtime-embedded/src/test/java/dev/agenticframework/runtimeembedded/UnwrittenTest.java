package dev.agenticframework.runtimeembedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnwrittenTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private static Workflow workflow(long number, String requester) {
        var created = new Fact.WorkflowCreated(
                new Request(requester, "", "", "", Map.of()),
                Plan.of(TaskSpec.of("t1", "nobody", "wait")),
                "",
                Optional.empty());
        return Workflow.start(new WorkflowId(number), created, AT).after();
    }

    private static WorkflowSummary stored(long number, Status status) {
        return new WorkflowSummary(new WorkflowId(number), status, "olga", "", "", "", AT, Optional.empty());
    }

    private static List<Long> numbers(Page<WorkflowSummary> page) {
        return page.items().stream().map(item -> item.id().number()).toList();
    }

    @Test
    void newerStateReplacesTheStoredOneAndNewWorkflowsComeInTheirPlaces() {
        var table = new Page<>(
                List.of(stored(9, Status.FAILED), stored(7, Status.FAILED), stored(5, Status.FAILED)),
                Optional.<String>empty());
        var unwritten = new Unwritten(List.of(workflow(7, "olga"), workflow(8, "olga"), workflow(10, "otto")));

        var page = unwritten.over(
                table,
                new WorkflowQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("olga"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        50),
                Long.MAX_VALUE);

        assertThat(numbers(page)).containsExactly(9L, 8L, 7L, 5L);
        assertThat(page.items().get(2).status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void pagesStayCompleteAndDisjoint() {
        var unwritten = new Unwritten(LongStream.rangeClosed(1, 9)
                .mapToObj(number -> workflow(number, "olga"))
                .toList());
        var query = WorkflowQuery.ALL.withPage(Optional.empty(), 4);
        var empty = new Page<>(List.<WorkflowSummary>of(), Optional.<String>empty());

        var first = unwritten.over(empty, query, Long.MAX_VALUE);
        var second = unwritten.over(empty, query, Long.parseLong(first.next().orElseThrow(), Character.MAX_RADIX));
        var third = unwritten.over(empty, query, Long.parseLong(second.next().orElseThrow(), Character.MAX_RADIX));

        assertThat(numbers(first)).containsExactly(9L, 8L, 7L, 6L);
        assertThat(numbers(second)).containsExactly(5L, 4L, 3L, 2L);
        assertThat(numbers(third)).containsExactly(1L);
        assertThat(third.next()).isEmpty();
    }

    @Test
    void workflowBelowThePageOfTheTableWaitsForTheNextPage() {
        var table = new Page<>(List.of(stored(9, Status.FAILED)), Optional.of("9"));
        var unwritten = new Unwritten(List.of(workflow(3, "olga")));

        assertThat(numbers(unwritten.over(table, WorkflowQuery.ALL, Long.MAX_VALUE)))
                .containsExactly(9L);
    }
}
