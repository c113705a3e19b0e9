package dev.agenticframework.httpapi.wire;

import java.util.Optional;

@Described("A service that a workflow created or changed.")
public record WorkflowService(
        String name,
        @Described("The URL or path to clone it from.") Optional<String> repository,
        Optional<String> mergeRequest,
        Optional<String> commit,
        @Described("Where it answers.") Optional<String> url,
        Optional<String> environment,
        Optional<String> version,
        Optional<String> deploymentId,
        @Described("How many instances are ready.") Optional<Integer> replicas,

        @Described("The artifact with the report of the deployment.")
        Optional<String> report) {}
