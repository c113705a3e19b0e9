package dev.agenticframework.runtimeembedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies a store while it is written to, with so much that checkpoints run all the time.
class StoreCopyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int COPIES = 4;
    private static final int WORKFLOWS_BETWEEN_COPIES = 150;
    private static final String LONG = "x".repeat(30_000);

    @TempDir
    Path directory;

    private static long start(WorkflowStore store, long number) throws StoreException {
        var request = new Request("anna", LONG, "t", "{}", Map.of("service", "shop", "environment", "dev"));
        Decision.Accepted decision = Workflow.start(
                new WorkflowId(number),
                new Fact.WorkflowCreated(request, Plan.of(TaskSpec.of("t1", "codegen", "make")), "", Optional.empty()),
                NOW);
        return store.commit(List.of(new WorkflowStore.Change(decision.entries(), decision.after())));
    }

    @Test
    void copyHasAllThatWasAcknowledgedBeforeAndWorks() throws Exception {
        var acknowledged = new AtomicLong();
        var stop = new AtomicBoolean();
        var home = directory.resolve("store");
        try (var store = EmbeddedWorkflowStore.open(home)) {
            var writer = Thread.ofPlatform().start(() -> {
                try {
                    while (!stop.get()) {
                        store.published(start(store, acknowledged.get() + 1));
                        acknowledged.incrementAndGet();
                    }
                } catch (StoreException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; i < COPIES; i++) {
                long least = acknowledged.get() + WORKFLOWS_BETWEEN_COPIES;
                while (acknowledged.get() < least && writer.isAlive()) {
                    Thread.onSpinWait();
                }
                long before = acknowledged.get();
                var copy = directory.resolve("copy" + i);
                EmbeddedWorkflowStore.copy(home, copy);
                assertWorks(copy, before);
            }
            stop.set(true);
            writer.join();
        }
    }

    private static void assertWorks(Path copy, long before) throws StoreException {
        long more;
        try (var store = EmbeddedWorkflowStore.open(copy)) {
            for (long number = 1; number <= before; number++) {
                assertThat(store.find(new WorkflowId(number)))
                        .as("workflow " + number)
                        .isPresent();
            }
            more = store.lastNumber() + 1;
            start(store, more);
        }
        try (var store = EmbeddedWorkflowStore.open(copy)) {
            assertThat(store.find(new WorkflowId(more))).isPresent();
        }
    }
}
