package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Pipelines.Tests;
import java.util.Map;
import java.util.Optional;

/// How one attempt of a job ended.
///
/// @param exitCode of the script; 0 when it succeeded or did not run
/// @param kind GitLab's name of the failure in `retry: when`; empty on success
/// @param variables that its `dotenv` reports give to later jobs
record Outcome(
        boolean succeeded,
        int exitCode,
        String kind,
        String reason,
        Optional<Tests> tests,
        Map<String, String> variables) {

    static final String SCRIPT_FAILURE = "script_failure";
    static final String TIMEOUT = "job_execution_timeout";
    static final String SYSTEM_FAILURE = "runner_system_failure";
    static final String UNSUPPORTED = "runner_unsupported";

    static Outcome failed(String kind, int exitCode, String reason) {
        return new Outcome(false, exitCode, kind, reason, Optional.empty(), Map.of());
    }

    boolean retried(PipelineConfig.Retry retry, int attempt) {
        return !succeeded
                && attempt <= retry.max()
                && (retry.when().contains("always")
                        || retry.when().contains(kind)
                        || retry.exitCodes().contains(exitCode));
    }
}
