package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps workflows: their histories, and enough beside them to find them again. One thread commits; any thread reads,
/// and reads only what is durable.
public interface WorkflowStore extends AutoCloseable {

    /// What is to be added to one workflow.
    ///
    /// @param entries not empty, following without a gap on what is kept
    /// @param after the workflow with them
    record Change(List<Entry> entries, Workflow after) {}

    /// A commit whose events may not all have been published.
    record Unpublished(long position, List<HistoryFormat.Run> runs) {}

    /// When a workflow wants to be woken.
    record Wake(WorkflowId workflow, Instant at) {}

    /// Makes all of these changes durable, or none. When it returns, they survive the loss of power.
    ///
    /// @param changes at most one for each workflow
    /// @return the position of this commit: greater than that of any commit before
    /// @throws StoreException when it could not; then nothing has changed
    long commit(List<Change> changes) throws StoreException;

    /// A workflow as it is now.
    ///
    /// @throws CorruptHistoryException when this one is damaged
    /// @throws StoreUnreadableException as any method that reads: when nothing can be read
    Optional<Workflow> find(WorkflowId id);

    /// The workflow that was started under this key.
    Optional<WorkflowId> findByKey(String idempotencyKey);

    /// The largest number of any workflow; 0 when there is none.
    long lastNumber();

    /// Entries of a workflow in order.
    ///
    /// @return empty when there is none after that, or no such workflow
    List<Entry> history(WorkflowId id, long afterSequence, int limit);

    /// Workflows, newest first.
    Answer<Page<WorkflowSummary>> list(WorkflowQuery query);

    /// Failed workflows for which a task failed for good, newest first.
    ///
    /// @param beforeNumber of workflows; `Long.MAX_VALUE`: the newest
    List<Workflow> failed(long beforeNumber, int limit);

    /// Workflows that want to be woken before then, the earliest first.
    List<Wake> wakingBefore(Instant then, int limit);

    /// Names every workflow of which a task is ready or running, oldest first.
    void forEachBusy(Consumer<WorkflowId> action);

    /// Removes workflows that ended before then.
    ///
    /// @return how many; less than the limit: there are no more
    /// @throws StoreException when it could not
    int removeEndedBefore(Instant then, int limit) throws StoreException;

    /// Hands over, in order, what was committed before the process stopped and not reported as [#published].
    void forEachUnpublished(Consumer<Unpublished> action);

    /// Reports that everything up to this position has been handed to the event bus.
    void published(long position);

    @Override
    void close();
}
