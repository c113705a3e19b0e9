package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.PolicyEngine.Subject;
import dev.agenticframework.contracts.PolicyEngineContract;
import java.util.Map;

class GitLabCiCheckTest extends PolicyEngineContract {
    private static final String FILE = """
            a: {script: [x], trigger: other/project}
            b: {script: [x], when: sometimes}
            c: {script: [x], retry: 3}
            """;

    @Override
    protected PolicyEngine engine() {
        return new GitLabCiCheck();
    }

    @Override
    protected Subject offending() {
        return new Subject("project", Runner.files(Map.of(".gitlab-ci.yml", FILE)));
    }
}
