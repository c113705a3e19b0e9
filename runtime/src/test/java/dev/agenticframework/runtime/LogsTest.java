package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final TaskId T1 = new TaskId("t1");

    private final Logs logs = new Logs(new NoArtifacts());

    private static WorkerMessage.Order attempt(long workflow, String earlierLog) {
        return new WorkerMessage.Order(
                new WorkflowId(workflow),
                new Lease(T1, 1, 1),
                "codegen",
                "make",
                Map.of(),
                "olga",
                Map.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                earlierLog);
    }

    @Test
    void suspendedAttemptContinuesItsLogWithWhatWasAddedMeanwhile() {
        TaskLog before = logs.open(attempt(1, ""));
        before.add("first turn");
        logs.close(attempt(1, ""), before, true);
        logs.add(new WorkflowId(1), T1, "from outside");

        TaskLog after = logs.open(attempt(1, "sha256:0"));
        after.add("second turn");

        assertThat(after.linesAfter(0)).containsExactly("first turn", "from outside", "second turn");
    }

    /// After a restart, external work can log before the first turn is delivered again.
    @Test
    void firstTurnContinuesWhatWasAddedBeforeIt() {
        logs.add(new WorkflowId(1), T1, "from outside");

        TaskLog log = logs.open(attempt(1, ""));
        log.add("first turn");
        assertThat(log.linesAfter(0)).containsExactly("from outside", "first turn");

        logs.close(attempt(1, ""), log, false);
        assertThat(logs.find(new WorkflowId(1), T1)).isEmpty();
    }

    @Test
    void logOfAnAttemptThatHasEndedIsForgotten() {
        TaskLog log = logs.open(attempt(1, ""));
        logs.close(attempt(1, ""), log, false);

        assertThat(logs.find(new WorkflowId(1), T1)).isEmpty();
    }

    @Test
    void earlierLogThatCannotBeReadDoesNotStopTheAttempt() {
        TaskLog log = logs.open(attempt(1, "sha256:0"));

        assertThat(log.linesAfter(0)).singleElement().asString().contains("sha256:0", "ARTIFACT_NOT_FOUND");
    }

    @Test
    void onlySoManySuspendedLogsStayInMemoryTheLatestUsed() {
        for (int workflow = 1; workflow <= Logs.MAX_SUSPENDED + 1; workflow++) {
            logs.add(new WorkflowId(workflow), T1, "a line");
        }

        assertThat(logs.find(new WorkflowId(1), T1)).isEmpty();
        assertThat(logs.find(new WorkflowId(2), T1)).isPresent();
        assertThat(logs.find(new WorkflowId(Logs.MAX_SUSPENDED + 1L), T1)).isPresent();
    }

    @Test
    void logKeepsAsMuchAsItMayAndCountsTheRest() {
        var log = new TaskLog();
        for (int i = 0; i < 30_000; i++) {
            log.add("line " + i);
        }

        assertThat(log.linesAfter(19_998)).containsExactly("line 19998", "line 19999");
        assertThat(log.linesAfter(1_000_000)).isEmpty();
        assertThat(log.text()).endsWith("line 19999\n(10000 more lines were left out)\n");
    }

    @Test
    void longLineIsCut() {
        var log = new TaskLog();
        log.add("x".repeat(10_000));

        assertThat(log.linesAfter(0).getFirst()).hasSize(4_100).endsWith("x ...");
    }
}
