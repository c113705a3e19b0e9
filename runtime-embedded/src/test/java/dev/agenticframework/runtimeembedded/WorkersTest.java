package dev.agenticframework.runtimeembedded;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.contracts.WorkersContract;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkerProcess;
import dev.agenticframework.runtime.Workflows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {
    private static final int SLOTS = 2;

    @TempDir
    Path home;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private DurableWorkflows engine(List<Agent> agents) throws StoreException {
        var workflows = DurableWorkflows.start(
                EmbeddedWorkflowStore.open(home.resolve("workflows")),
                new LocalEventBus(),
                artifacts(),
                InstantSource.system(),
                RuntimeSettings.DEFAULT,
                Rules.OF_PLAN,
                agents,
                new SignalBox());
        open.push(workflows);
        return workflows;
    }

    private FileArtifactStore artifacts() {
        return new FileArtifactStore(home.resolve("artifacts"));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Nested
    class InTheEnginesProcess extends WorkersContract {
        @Override
        protected Workflows open(Agent agent) throws StoreException {
            return engine(List.of(agent));
        }

        @Override
        protected ArtifactStore artifacts() {
            return WorkersTest.this.artifacts();
        }
    }

    @Nested
    class OverASocket extends WorkersContract {
        @Override
        protected Workflows open(Agent agent) throws StoreException, IOException {
            DurableWorkflows workflows = engine(List.of());
            open.push(WorkerSocket.open(home.resolve("run"), workflows.remoteWorkers()));
            var worker = new WorkerProcess(
                    "w1",
                    Map.of(agent.name(), SLOTS),
                    List.of(agent),
                    artifacts(),
                    InstantSource.system(),
                    () -> WorkerSocket.dial(home.resolve("run")));
            open.push(worker);
            Thread.startVirtualThread(() -> {
                try {
                    worker.run();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            return workflows;
        }

        @Override
        protected ArtifactStore artifacts() {
            return WorkersTest.this.artifacts();
        }
    }
}
