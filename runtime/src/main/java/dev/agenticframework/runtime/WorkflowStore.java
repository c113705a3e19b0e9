package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps workflows and their histories, and finds them again. One thread commits. Any thread reads, and sees only what
/// is durable.
public interface WorkflowStore extends AutoCloseable {

    /// New entries of one workflow.
    ///
    /// @param entries not empty; they continue the stored entries without a gap
    /// @param after the workflow after these entries
    record Change(List<Entry> entries, Workflow after) {}

    /// A commit whose events may not all be published.
    record Unpublished(long position, List<HistoryFormat.Run> runs) {}

    /// The time at which a workflow must wake.
    record Wake(WorkflowId workflow, Instant at) {}

    /// Makes all changes durable, or none. When it returns, they survive a power failure.
    ///
    /// @param changes at most one for each workflow
    /// @return the position of this commit, which is greater than that of any earlier commit
    /// @throws StoreException when it failed; then nothing has changed, unless [StoreException#outcomeUnknown]
    long commit(List<Change> changes) throws StoreException;

    /// Finds a workflow in its current state.
    ///
    /// @throws CorruptHistoryException when this workflow is damaged
    /// @throws StoreUnreadableException when nothing can be read; this holds for every method that reads
    Optional<Workflow> find(WorkflowId id);

    /// Finds the workflow that was started with a key.
    Optional<WorkflowId> findByKey(String idempotencyKey);

    /// The largest number of any workflow; 0 when there are no workflows.
    long lastNumber();

    /// Reads entries of a workflow in order.
    ///
    /// @return empty when there are no further entries, or no such workflow
    List<Entry> history(WorkflowId id, long afterSequence, int limit);

    /// Lists workflows, newest first.
    Answer<Page<WorkflowSummary>> list(WorkflowQuery query);

    /// Lists failed workflows with a task that failed for good, newest first.
    ///
    /// @param beforeNumber only workflows with smaller numbers; `Long.MAX_VALUE` for all
    List<Workflow> failed(long beforeNumber, int limit);

    /// Lists workflows that must wake before a time, the earliest first.
    List<Wake> wakingBefore(Instant then, int limit);

    /// Passes on the id of every workflow with a ready or running task, oldest first.
    void forEachBusy(Consumer<WorkflowId> action);

    /// Removes workflows that ended before a time.
    ///
    /// @return how many were removed; fewer than the limit when there are no more
    /// @throws StoreException when it failed
    int removeEndedBefore(Instant then, int limit) throws StoreException;

    /// Passes on, in order, the commits of earlier processes that are not reported as [#published].
    void forEachUnpublished(Consumer<Unpublished> action);

    /// Reports that everything up to a position was passed to the event bus.
    void published(long position);

    @Override
    void close();
}
