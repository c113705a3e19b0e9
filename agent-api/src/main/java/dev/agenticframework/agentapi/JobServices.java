package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Map;

/// Lends the jobs of pipelines the servers that they name under `services`, such as a database.
public interface JobServices {

    /// What a job asks for.
    ///
    /// @param key unique to the attempt at the job; the server and its data go with it
    /// @param image as it is written, such as `postgres:17-alpine`
    /// @param variables the variables of the job and of the service, expanded, such as `POSTGRES_USER`
    record Wanted(String key, String image, Map<String, String> variables) {
        public Wanted {
            variables = Map.copyOf(variables);
        }
    }

    /// A server that answers.
    interface Running extends AutoCloseable {
        /// Variables for the job in addition to its own, such as `POSTGRES_HOST` and `POSTGRES_PORT`.
        Map<String, String> variables();

        /// Stops the server and drops its data. It can be repeated.
        @Override
        void close();
    }

    /// Whether there is a server for an image.
    boolean offers(String image);

    /// Starts a server, and returns when it answers.
    ///
    /// @throws FailureException when it does not come up, or `PIPELINE_SERVICE_UNSUPPORTED`
    Running start(Wanted wanted) throws InterruptedException;

    /// The servers of several lenders. The first one that offers an image lends it.
    static JobServices of(List<JobServices> lenders) {
        return new JobServices() {
            @Override
            public boolean offers(String image) {
                return lenders.stream().anyMatch(lender -> lender.offers(image));
            }

            @Override
            public Running start(Wanted wanted) throws InterruptedException {
                for (JobServices lender : lenders) {
                    if (lender.offers(wanted.image())) {
                        return lender.start(wanted);
                    }
                }
                throw new FailureException(Failure.conflict(
                        "PIPELINE_SERVICE_UNSUPPORTED",
                        "No server is available for '" + wanted.image() + "'.",
                        "Remove the service from the job, or use an image that is supported."));
            }
        };
    }
}
