package dev.agenticframework.agentapi;

import java.util.List;
import java.util.function.Consumer;

/// Provisions the resources that services ask for in their manifests. Calls that change something may be repeated with
/// the same arguments: each change happens once.
public interface Provisioning {

    /// A resource that a service uses.
    ///
    /// @param variable the environment variable that gives the service its connection string
    /// @param address where it answers, without credentials
    /// @param secret the name of the connection string in the secret store
    record Resource(String type, String name, String variable, String address, String secret) {}

    /// What applying would do to a resource.
    ///
    /// @param type such as `postgresql`
    record Change(Action action, String type, String name) {

        /// What happens to the resource.
        public enum Action {
            CREATE,
            KEEP,
            DELETE
        }
    }

    /// The types of resources that can be provisioned here.
    List<Offer> resourceTypes();

    /// What [#apply] would change. Changes nothing.
    List<Change> preview(String service, String environment, Revision revision) throws InterruptedException;

    /// Provisions what the revision's manifest asks for; durable, with its secrets in the secret store.
    List<Resource> apply(String service, String environment, Revision revision, Consumer<String> log)
            throws InterruptedException;

    /// Removes all resources of a service, with their data.
    void destroy(String service, String environment, Consumer<String> log) throws InterruptedException;
}
