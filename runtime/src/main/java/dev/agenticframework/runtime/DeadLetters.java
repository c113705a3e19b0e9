package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The failed tasks of failed workflows, as pages.
final class DeadLetters {
    private DeadLetters() {}

    static Answer<Page<DeadLetter>> page(WorkflowStore store, Optional<String> cursor, int limit) {
        long before;
        try {
            before = cursor.map(text -> Long.parseLong(text, Character.MAX_RADIX))
                    .orElse(Long.MAX_VALUE);
        } catch (NumberFormatException _) {
            return Refusals.refused(Answer.Code.CURSOR_INVALID, "The cursor does not come from a page of this list.");
        }
        List<Workflow> failed = store.failed(before, Math.clamp(limit, 1, WorkflowQuery.MAX_LIMIT));
        var letters = new ArrayList<DeadLetter>();
        failed.forEach(workflow -> addTo(letters, workflow));
        Optional<String> next = failed.size() < limit
                ? Optional.empty()
                : Optional.of(Long.toString(failed.getLast().id().number(), Character.MAX_RADIX));
        return new Answer.Done<>(new Page<>(letters, next));
    }

    private static void addTo(List<DeadLetter> letters, Workflow workflow) {
        for (TaskSpec task : workflow.plan().tasks()) {
            if (workflow.task(task.id()).orElseThrow() instanceof TaskState.Failed failed) {
                letters.add(new DeadLetter(
                        workflow.id(),
                        task.id(),
                        task.agent(),
                        task.action(),
                        failed.past().attempt(),
                        failed.error(),
                        failed.endedAt()));
            }
        }
    }
}
