package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.Provisioning;

@Described("A resource that a service uses, such as a database.")
public record Resource(
        @Described("Such as postgresql.") String type,
        String name,

        @Described("The environment variable that holds its connection string.")
        String variable,

        @Described("Without credentials.") String address) {

    static Resource of(Provisioning.Resource resource) {
        return new Resource(resource.type(), resource.name(), resource.variable(), resource.address());
    }
}
