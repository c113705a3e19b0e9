package dev.agenticframework.lab;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.runtime.WorkerProcess;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// An agent that does nothing.
record NoopAgent() implements Agent {
    static final String NAME = "noop";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return List.of();
    }

    @Override
    public TaskResult perform(TaskContext task) {
        return new TaskResult.Succeeded(Outputs.NONE, "", List.of());
    }

    /// It in a process of its own, until that is killed.
    ///
    /// @param args the directory of the engine, and how many attempts at once
    static void main(String[] args) throws InterruptedException {
        Path home = Path.of(args[0]);
        new WorkerProcess(
                        NAME,
                        Map.of(NAME, Integer.parseInt(args[1])),
                        List.of(new NoopAgent()),
                        new FileArtifactStore(home.resolve("artifacts")),
                        InstantSource.system(),
                        () -> WorkerSocket.dial(home.resolve("run")))
                .run();
    }
}
