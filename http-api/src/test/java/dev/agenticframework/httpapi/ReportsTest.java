package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final Instant AT = Instant.parse("2026-01-31T09:30:00Z");
    private static final TaskId TASK = new TaskId("t1");
    private static final TaskError ERROR =
            new TaskError.Transient("SHAKY", TaskError.Blame.EXTERNAL, "It shook.", "Retry.");

    private static Report report(String log) {
        return new Report("", log, List.of());
    }

    private static Report last(Fact... facts) {
        var entries = new ArrayList<Entry>();
        for (Fact fact : facts) {
            entries.add(new Entry(entries.size() + 1L, AT, fact));
        }
        return Reports.of(entries).of(TASK);
    }

    @Test
    void taskThatIsSuspendedShowsWhatItLeft() {
        var suspended = new Fact.TaskSuspended(TASK, 1, "pipeline/42", AT, AT, report("sha256:1"));

        assertThat(last(suspended)).isEqualTo(report("sha256:1"));
        assertThat(last(suspended, new Fact.TaskResumed(TASK, 1, new Resumption.Woken("pipeline/42"))))
                .isEqualTo(report("sha256:1"));
    }

    @Test
    void laterReportReplacesAnEarlierOne() {
        var suspended = new Fact.TaskSuspended(TASK, 1, "pipeline/42", AT, AT, report("sha256:1"));
        var failed = new Fact.AttemptFailed(TASK, 1, ERROR, AT, report("sha256:2"));
        var done = new Fact.TaskSucceeded(TASK, 2, Map.of(), report("sha256:3"));

        assertThat(last(suspended, failed)).isEqualTo(report("sha256:2"));
        assertThat(last(suspended, failed, done)).isEqualTo(report("sha256:3"));
    }

    @Test
    void taskThatHasNotRunHasNoReport() {
        assertThat(last(new Fact.TaskReady(TASK, 1))).isEqualTo(Report.NONE);
    }
}
