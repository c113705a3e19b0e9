package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.runtime.Shell;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SimulatedStore store = new SimulatedStore(_ -> {});
    private final SimulatedWorkers workers = new SimulatedWorkers(Map.of());

    private Shell shell(int slots) {
        return new Shell(
                store, () -> NOW, Shell.Engine.REAL, workers, Map.of("codegen", slots), Map.of(), (_, _) -> {});
    }

    private void leaveOneReady() throws StoreException {
        Shell before = shell(0);
        before.start(new StartRequest(
                "", new Request("olga", "", "", "", Map.of()), Plan.of(TaskSpec.of("t1", "codegen", "make"))));
        before.step();
        assertThat(workers.isIdle()).isTrue();
    }

    @Test
    void attemptThatWasReadyBeforeTheRestartIsLeasedThoughNobodyAsksForAnything() throws StoreException {
        leaveOneReady();

        shell(1).step();

        assertThat(workers.isIdle()).isFalse();
    }

    @Test
    void attemptThatWasReadyBeforeTheRestartIsLeasedThoughTheStoreFailsFirst() throws StoreException {
        leaveOneReady();
        Shell after = shell(1);
        store.failNext(SimulatedStore.Failing.BEFORE);
        try {
            after.step();
        } catch (StoreException _) {
            assertThat(workers.isIdle()).isTrue();
        }

        after.step();

        assertThat(workers.isIdle()).isFalse();
    }
}
