package dev.agenticframework.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.WorkflowSummary;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyingTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration RETRIED = Duration.ofDays(7);

    @TempDir
    Path folder;

    private FileArtifactStore artifacts;
    private final Map<WorkflowSummary, List<String>> workflows = new LinkedHashMap<>();
    private final List<Keep> tidied = new ArrayList<>();
    private int number;

    @BeforeEach
    void open() {
        artifacts = new FileArtifactStore(folder);
    }

    private void workflow(Status status, Optional<Instant> end, String... references) {
        var id = new WorkflowId(++number);
        workflows.put(new WorkflowSummary(id, status, "olga", "", "", "", Instant.EPOCH, end), List.of(references));
    }

    private String artifact(String content, Duration age) throws IOException {
        var reference = artifacts.put(content.getBytes(UTF_8), "text/plain");
        var digest = reference.substring("sha256:".length());
        Files.setLastModifiedTime(
                folder.resolve(digest.substring(0, 2)).resolve(digest.substring(2)), FileTime.from(NOW.minus(age)));
        return reference;
    }

    private void tidy(Tidying.Tidied... others) throws InterruptedException {
        var all = new ArrayList<>(List.of(others));
        all.add(tidied::add);
        new Tidying(
                        (which, each) -> {
                            workflows.forEach((workflow, references) -> {
                                if (which.test(workflow)) {
                                    references.forEach(each);
                                }
                            });
                            return new Answer.Done<>(workflows.size());
                        },
                        artifacts,
                        all,
                        () -> NOW,
                        KEPT,
                        RETRIED)
                .tidy();
    }

    @Test
    void artifactThatIsOldAndThatNoWorkflowRefersToIsRemoved() throws Exception {
        var unused = artifact("unused", Duration.ofDays(100));
        var young = artifact("young", Duration.ofDays(89));
        var log = artifact("log", Duration.ofDays(200));
        var report = artifact("{\"log\": \"" + log + "\"}", Duration.ofDays(200));
        workflow(Status.COMPLETED, Optional.of(NOW.minus(Duration.ofDays(1))), report);

        tidy();

        assertThat(artifacts.contains(unused)).isFalse();
        assertThat(artifacts.contains(young)).isTrue();
        assertThat(artifacts.contains(report)).isTrue();
        assertThat(artifacts.contains(log)).isTrue();
    }

    @Test
    void nothingIsRemovedWhenTheWorkflowsCannotBeRead() throws Exception {
        var old = artifact("old", Duration.ofDays(100));
        var tidying = new Tidying(
                (_, _) -> new Answer.Refused<>(Answer.Code.STORE_UNAVAILABLE, "the disk is away"),
                artifacts,
                List.of(),
                () -> NOW,
                KEPT,
                RETRIED);

        org.assertj.core.api.Assertions.assertThatThrownBy(tidying::tidy).hasMessageContaining("the disk is away");

        assertThat(artifacts.contains(old)).isTrue();
    }

    @Test
    void whatCanContinueOrBeRetriedIsNeeded() throws Exception {
        workflow(Status.WAITING_APPROVAL, Optional.empty(), "sha256:waits");
        workflow(Status.FAILED, Optional.of(NOW.minus(Duration.ofDays(6))), "sha256:failed");
        workflow(Status.FAILED, Optional.of(NOW.minus(Duration.ofDays(8))), "sha256:failed-long-ago");
        workflow(Status.COMPLETED, Optional.of(NOW.minus(Duration.ofDays(1))), "sha256:done");

        tidy();

        var keep = tidied.getFirst();
        assertThat(keep.needs("sha256:waits")).isTrue();
        assertThat(keep.needs("sha256:failed")).isTrue();
        assertThat(keep.needs("sha256:failed-long-ago")).isFalse();
        assertThat(keep.needs("sha256:done")).isFalse();
        assertThat(keep.since()).isEqualTo(NOW.minus(KEPT));
    }

    @Test
    void partThatCannotTidyDoesNotKeepOthersFromIt() throws Exception {
        tidy(_ -> {
            throw new FailureException(Failure.exhausted("DISK_FULL", "The disk is full.", "Free some space."));
        });

        assertThat(tidied).hasSize(1);
    }

    @Test
    void failedWorkflowsCanBeRetriedForSevenDaysUnlessToldOtherwise() {
        assertThat(Tidying.retried(Map.of())).isEqualTo(Duration.ofDays(7));
        assertThat(Tidying.retried(Map.of(Tidying.RETRY_SETTING, "30"))).isEqualTo(Duration.ofDays(30));
    }
}
