package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Parent;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.Workflow;
import java.util.Map;

/// What a workflow that runs for a task of another tells it at its end.
final class Children {
    private Children() {}

    static Intent outcome(Workflow child, Parent parent) {
        var lease = new Lease(parent.task(), parent.attempt(), parent.delivery());
        if (child.status() == Status.COMPLETED) {
            return new Intent.Succeed(lease, child.outputs(), Report.NONE);
        }
        if (child.status() == Status.CANCELLED) {
            return new Intent.Stop(lease);
        }
        TaskError error = child.error()
                .orElseGet(() -> new TaskError.Terminal(
                        "CHILD_FAILED", TaskError.Blame.INTERNAL, child.id() + " failed", "see that workflow"));
        return new Intent.Fail(lease, error, Map.of(), Report.NONE);
    }
}
