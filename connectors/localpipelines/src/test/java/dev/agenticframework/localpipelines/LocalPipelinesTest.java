package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.contracts.PipelinesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalPipelinesTest extends PipelinesContract {
    @TempDir
    Path folder;

    private Runner runner;

    @BeforeEach
    void start() {
        runner = new Runner(folder, PipelineServices.none());
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
    protected ArtifactStore artifacts() {
        return runner.artifacts;
    }
}
