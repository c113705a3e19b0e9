package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the codegen agent offers to plans.
final class CodegenCapabilities {
    private static final Duration ESTIMATE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    /// Selects the source control. A change that is only merged is for no environment.
    private static final Field<String> WHERE = Fields.ENVIRONMENT.asOptional();

    static final Capability GENERATE_CODE =
            generate("generate-code", "Generate the code for {serviceName}", TreePart.CODE);
    static final Capability GENERATE_INFRASTRUCTURE = generate(
            "generate-infrastructure", "Generate the infrastructure for {serviceName}", TreePart.INFRASTRUCTURE);
    static final Capability GENERATE_DELIVERY =
            generate("generate-delivery", "Generate the pipeline and manifests for {serviceName}", TreePart.DELIVERY);
    static final Capability OPEN_MERGE_REQUEST = capability(
            "open-merge-request",
            "Open a merge request for {serviceName}",
            Effect.WRITES_REPOSITORY,
            List.of(
                    Fields.SERVICE_NAME,
                    Fields.TEMPLATE,
                    Fields.CODE_TREE,
                    Fields.INFRASTRUCTURE_TREE,
                    Fields.DELIVERY_TREE,
                    WHERE),
            List.of(
                    Fields.REPOSITORY,
                    Fields.REPOSITORY_URL,
                    Fields.BRANCH,
                    Fields.HEAD,
                    Fields.MERGE_REQUEST,
                    Fields.MERGE_REQUEST_URL));
    static final Capability MERGE_CHANGE = capability(
            "merge-change",
            "Merge the change to {serviceName}",
            Effect.WRITES_REPOSITORY,
            List.of(
                    Fields.SERVICE_NAME,
                    Fields.REPOSITORY,
                    Fields.MERGE_REQUEST,
                    Fields.HEAD,
                    Fields.PIPELINE_STATUS,
                    Fields.DECISION,
                    WHERE),
            List.of(Fields.COMMIT));
    static final Capability LOCATE_SERVICE = capability(
            "locate-service",
            "Find the code of {serviceName}",
            Effect.READS,
            List.of(Fields.SERVICE_NAME, Fields.REVISION, WHERE),
            List.of(Fields.REPOSITORY, Fields.REPOSITORY_URL, Fields.COMMIT));

    private CodegenCapabilities() {}

    private static Capability generate(String action, String title, TreePart part) {
        return capability(
                action,
                title,
                Effect.READS,
                List.of(Fields.SERVICE_NAME, Fields.TEMPLATE, Fields.PARAMETERS),
                List.of(part.output()));
    }

    private static Capability capability(
            String action, String title, Effect effect, List<Field<?>> inputs, List<Field<?>> outputs) {
        return new Capability(
                CodegenAgent.NAME,
                action,
                title,
                Set.of(effect),
                inputs,
                outputs,
                ESTIMATE,
                TIMEOUT,
                ATTEMPTS,
                Optional.empty());
    }
}
