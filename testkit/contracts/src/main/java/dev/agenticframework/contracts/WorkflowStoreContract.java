package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.HistoryFormat;
import dev.agenticframework.runtime.Numbers;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowStore;
import dev.agenticframework.runtime.WorkflowSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [WorkflowStore] must do.
public abstract class WorkflowStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TaskId T1 = new TaskId("t1");

    // Opened before each test.
    @SuppressWarnings("NullAway.Init")
    private WorkflowStore store;

    private Numbers numbers = new Numbers(0);

    /// Opens the store under test. A second call in a test opens the store that the first has left.
    protected abstract WorkflowStore open() throws StoreException;

    @BeforeEach
    final void openFirst() throws StoreException {
        store = open();
        numbers = new Numbers(0);
    }

    @AfterEach
    final void close() {
        store.close();
    }

    private void reopen() throws StoreException {
        store.close();
        store = open();
    }

    private static Request request(String service, String by) {
        return new Request(by, "say \"it\" – please", "t", "{}", Map.of("service", service, "environment", "dev"));
    }

    private Workflow start(String key, Request request) throws StoreException {
        var plan = Plan.of(
                TaskSpec.of("t1", "codegen", "make"),
                TaskSpec.of("t2", "codegen", "make").after("t1"));
        Decision.Accepted decision = Workflow.start(
                new WorkflowId(numbers.next(NOW)), new Fact.WorkflowCreated(request, plan, key, Optional.empty()), NOW);
        return commit(decision);
    }

    private Workflow start() throws StoreException {
        return start("", request("shop", "anna"));
    }

    private Workflow commit(Decision.Accepted decision) throws StoreException {
        store.commit(List.of(new WorkflowStore.Change(decision.entries(), decision.after())));
        return decision.after();
    }

    private Workflow ask(Workflow workflow, Intent intent, Instant at) throws StoreException {
        return switch (workflow.decide(intent, at)) {
            case Decision.Accepted accepted -> commit(accepted);
            case Decision.Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    private Workflow fail(Workflow workflow) throws StoreException {
        Workflow leased = ask(workflow, new Intent.LeaseTask(T1, 1, "w", Optional.empty()), NOW);
        var error = new TaskError.Terminal("BROKEN", TaskError.Blame.USER, "m", "r");
        return ask(leased, new Intent.Fail(new Lease(T1, 1, 1), error, Map.of("log", "x"), Report.NONE), NOW);
    }

    private static void assertSame(Workflow found, Workflow expected) {
        assertThat(found.tasks()).isEqualTo(expected.tasks());
        assertThat(found.status()).isEqualTo(expected.status());
        assertThat(found.sequence()).isEqualTo(expected.sequence());
        assertThat(found.request()).isEqualTo(expected.request());
        assertThat(found.plan()).isEqualTo(expected.plan());
    }

    private List<WorkflowSummary> list(WorkflowQuery query) {
        return switch (store.list(query)) {
            case Answer.Done<Page<WorkflowSummary>> done -> done.value().items();
            case Answer.Refused<Page<WorkflowSummary>> refused -> throw new AssertionError(refused);
        };
    }

    private static WorkflowQuery query(Optional<Status> status, Optional<String> service, Optional<String> by) {
        return new WorkflowQuery(
                status,
                service,
                Optional.empty(),
                by,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    @Test
    void whatWasCommittedIsFoundNowAndAfterReopening() throws StoreException {
        Workflow failed = fail(start());
        Workflow fresh = start();

        assertSame(store.find(failed.id()).orElseThrow(), failed);
        reopen();
        assertSame(store.find(failed.id()).orElseThrow(), failed);
        assertSame(store.find(fresh.id()).orElseThrow(), fresh);
        assertThat(store.lastNumber()).isEqualTo(fresh.id().number());
    }

    @Test
    void historyIsCompleteInOrderAndPaged() throws StoreException {
        Workflow workflow = start();
        reopen();
        Workflow failed = fail(workflow);

        List<Entry> all = store.history(failed.id(), 0, 100);
        assertThat(all).hasSize((int) failed.sequence());
        assertSame(Workflow.replay(failed.id(), all), failed);
        assertThat(store.history(failed.id(), 2, 1)).isEqualTo(all.subList(2, 3));
        assertThat(store.history(failed.id(), failed.sequence(), 10)).isEmpty();
        reopen();
        assertThat(store.history(failed.id(), 0, 100)).isEqualTo(all);
    }

    @Test
    void keyFindsTheWorkflowItStarted() throws StoreException {
        Workflow workflow = start("key", request("shop", "anna"));

        assertThat(store.findByKey("key")).contains(workflow.id());
        assertThat(store.findByKey("other")).isEmpty();
        reopen();
        assertThat(store.findByKey("key")).contains(workflow.id());
    }

    @Test
    void everyFilterMustHold() throws StoreException {
        Workflow shop = start("", request("shop", "anna"));
        Workflow shopOfBob = start("", request("shop", "bob"));
        start("", request("cart", "anna"));
        fail(shopOfBob);

        assertThat(list(query(Optional.empty(), Optional.of("shop"), Optional.of("anna"))))
                .extracting(WorkflowSummary::id)
                .containsExactly(shop.id());
        assertThat(list(query(Optional.of(Status.FAILED), Optional.of("shop"), Optional.empty())))
                .extracting(WorkflowSummary::id)
                .containsExactly(shopOfBob.id());
        assertThat(list(query(Optional.empty(), Optional.of("unknown"), Optional.empty())))
                .isEmpty();
    }

    @Test
    void pagesHoldEveryWorkflowOnceNewestFirst() throws StoreException {
        var expected = new ArrayList<WorkflowId>();
        for (int i = 0; i < 7; i++) {
            expected.addFirst(start().id());
        }
        var found = new ArrayList<WorkflowId>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = store.list(WorkflowQuery.ALL.withPage(cursor, 3));
            var done = (Answer.Done<Page<WorkflowSummary>>) page;
            done.value().items().forEach(item -> found.add(item.id()));
            cursor = done.value().next();
        } while (cursor.isPresent());

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void cursorThatNoPageGaveIsRefused() {
        var query = WorkflowQuery.ALL.withPage(Optional.of("?"), 1);

        assertThat(store.list(query)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void busyAreThoseWithATaskReadyOrRunning() throws StoreException {
        Workflow busy = start();
        fail(start());
        reopen();

        var found = new ArrayList<WorkflowId>();
        store.forEachBusy(found::add);

        assertThat(found).containsExactly(busy.id());
    }

    @Test
    void failedAreListedNewestFirst() throws StoreException {
        Workflow first = fail(start());
        Workflow second = fail(start());
        start();

        assertThat(store.failed(Long.MAX_VALUE, 10)).extracting(Workflow::id).containsExactly(second.id(), first.id());
        assertThat(store.failed(second.id().number(), 10))
                .extracting(Workflow::id)
                .containsExactly(first.id());
    }

    @Test
    void wakingAreThoseWhoseTimeComesBefore() throws StoreException {
        Workflow workflow = start();
        Instant wake = workflow.wakeAt().orElseThrow();

        assertThat(store.wakingBefore(wake.plusMillis(1), 10))
                .containsExactly(new WorkflowStore.Wake(workflow.id(), wake));
        assertThat(store.wakingBefore(wake, 10)).isEmpty();
        reopen();
        assertThat(store.wakingBefore(wake.plusMillis(1), 10))
                .containsExactly(new WorkflowStore.Wake(workflow.id(), wake));
    }

    @Test
    void onlyWhatEndedLongAgoIsRemoved() throws StoreException {
        Workflow ended = fail(start());
        Workflow running = start();

        assertThat(store.removeEndedBefore(NOW, 10)).isZero();
        assertThat(store.removeEndedBefore(NOW.plusMillis(1), 10)).isEqualTo(1);

        assertThat(store.find(ended.id())).isEmpty();
        assertThat(store.history(ended.id(), 0, 10)).isEmpty();
        assertThat(store.find(running.id())).isPresent();
    }

    @Test
    void whatWasNotReportedAsPublishedIsHandedOutAfterReopening() throws StoreException {
        Workflow workflow = start();
        reopen();

        WorkflowStore.Unpublished first = onlyUnpublished();
        assertThat(first.runs())
                .containsExactly(new HistoryFormat.Run(workflow.id(), store.history(workflow.id(), 0, 100)));
        store.published(first.position());
        Workflow second = start();
        reopen();
        assertThat(onlyUnpublished().runs())
                .extracting(HistoryFormat.Run::workflow)
                .containsExactly(second.id());
    }

    private WorkflowStore.Unpublished onlyUnpublished() {
        var all = new ArrayList<WorkflowStore.Unpublished>();
        store.forEachUnpublished(all::add);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
