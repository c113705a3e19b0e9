package dev.agenticframework.gitlabci;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.testkit.PipelinesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GitLabPipelinesTest extends PipelinesContract {
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
