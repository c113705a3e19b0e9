package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.Map;

/// Gives a job the servers that it names under `services`: real ones of this machine, in place of containers.
public interface PipelineServices {

    /// What a job asks for.
    ///
    /// @param key unique to the job's attempt; the server and its data go with it
    /// @param image as it is written, such as `postgres:17-alpine`
    /// @param variables the job's variables and the service's own, expanded, such as `POSTGRES_USER`
    record Wanted(String key, String image, Map<String, String> variables) {
        public Wanted {
            variables = Map.copyOf(variables);
        }
    }

    /// A server that answers.
    interface Running extends AutoCloseable {
        /// What the job is told beside what it says itself, such as `POSTGRES_HOST` and `POSTGRES_PORT`.
        Map<String, String> variables();

        /// Stops it, and drops its data. May be called again.
        @Override
        void close();
    }

    /// Whether this machine has a server for an image.
    boolean offers(String image);

    /// Starts one, and returns when it answers.
    ///
    /// @throws FailureException when it does not come up
    Running start(Wanted wanted) throws InterruptedException;

    /// No servers at all.
    static PipelineServices none() {
        return new PipelineServices() {
            @Override
            public boolean offers(String image) {
                return false;
            }

            @Override
            public Running start(Wanted wanted) {
                throw new FailureException(Failure.conflict(
                        "PIPELINE_SERVICE_UNSUPPORTED",
                        "this machine has no server for '" + wanted.image() + "'",
                        "install one"));
            }
        };
    }
}
