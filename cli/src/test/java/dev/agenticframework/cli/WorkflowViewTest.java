package dev.agenticframework.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowViewTest {
    private static final String WORKFLOW = """
            {"workflowId": "wf-1", "status": "failed", "failure": {"code": "X", "message": "m"}, "tasks": [
              {"taskId": "t4", "status": "completed", "dependsOn": [],
               "outputs": {"mergeRequest": "1", "branch": "agentic/wf-1"}},
              {"taskId": "t5", "status": "%s", "dependsOn": ["t4"]},
              {"taskId": "t6", "status": "%s", "dependsOn": ["t5"]}]}""";

    private static List<String> outcome(String check, String later) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var session = new Session(new EmptyHost(""), new Screen(nowhere, nowhere, false, false, 80));
        return new WorkflowView(session).outcome(Json.MAPPER.readTree(WORKFLOW.formatted(check, later)));
    }

    @Test
    void failedCheckOfAChangeIsRetriedFromItsMergeRequest() {
        assertThat(outcome("failed", "skipped"))
                .last()
                .asString()
                .contains("agentic/wf-1")
                .endsWith("agentic workflow retry wf-1 --from t4");
    }

    @Test
    void laterFailureIsNotRetriedFromTheMergeRequest() {
        assertThat(outcome("completed", "failed")).noneMatch(line -> line.contains("--from"));
    }
}
