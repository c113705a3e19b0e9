package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Optional;

/// The services that run, and their instances.
public interface Instances {

    /// A service as it runs now; empty when it does not run there.
    Optional<ServiceStatus> find(String service, String environment);

    /// All services, by environment and name.
    List<ServiceStatus> list();

    /// The last lines that the instances of a service wrote, oldest first, each preceded by its instance's id.
    ///
    /// @throws FailureException `SERVICE_NOT_FOUND`
    List<String> logs(String service, String environment, int lines);

    /// Stops and removes a service in an environment. Removing it again changes nothing.
    ///
    /// @param withData whether its data are removed, too; otherwise a later deployment finds them
    /// @param precondition is asked when earlier changes of the service have ended, if it runs
    /// @throws FailureException that of the precondition
    void remove(String service, String environment, boolean withData, Precondition precondition)
            throws InterruptedException;
}
