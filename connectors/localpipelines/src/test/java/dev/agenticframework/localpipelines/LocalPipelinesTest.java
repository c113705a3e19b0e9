package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.contracts.PipelinesContract;
import dev.agenticframework.contracts.RecordedSignals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalPipelinesTest extends PipelinesContract {
    @TempDir
    Path folder;

    private Runner runner;

    @BeforeEach
    void start() {
        runner = new Runner(folder, JobServices.of(List.of()));
    }

    @AfterEach
    void stop() {
        runner.pipelines.close();
    }

    @Override
    protected SourceControl control() {
        return runner.git;
    }

    @Override
    protected Pipelines pipelines() {
        return runner.pipelines;
    }

    @Override
    protected RecordedSignals signals() {
        return runner.signals;
    }

    @Override
    protected ArtifactStore artifacts() {
        return runner.artifacts;
    }
}
