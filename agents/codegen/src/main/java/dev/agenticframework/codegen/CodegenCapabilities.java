package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the codegen agent offers to plans.
final class CodegenCapabilities {
    static final String GENERATE_CODE = "generate-code";
    static final String GENERATE_INFRASTRUCTURE = "generate-infrastructure";
    static final String GENERATE_DELIVERY = "generate-delivery";
    static final String OPEN_MERGE_REQUEST = "open-merge-request";
    static final String MERGE_CHANGE = "merge-change";
    static final String LOCATE_SERVICE = "locate-service";

    private static final Duration ESTIMATE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    static final List<Capability> ALL = List.of(
            generate(GENERATE_CODE, "Generate the code of {serviceName}", TreePart.CODE),
            generate(GENERATE_INFRASTRUCTURE, "Generate the infrastructure of {serviceName}", TreePart.INFRASTRUCTURE),
            generate(GENERATE_DELIVERY, "Generate the pipeline and manifests of {serviceName}", TreePart.DELIVERY),
            capability(
                    OPEN_MERGE_REQUEST,
                    "Open a merge request for {serviceName}",
                    List.of(
                            Fields.SERVICE_NAME,
                            Fields.TEMPLATE,
                            Fields.CODE_TREE,
                            Fields.INFRASTRUCTURE_TREE,
                            Fields.DELIVERY_TREE),
                    List.of(
                            Fields.REPOSITORY,
                            Fields.REPOSITORY_URL,
                            Fields.BRANCH,
                            Fields.HEAD,
                            Fields.MERGE_REQUEST)),
            capability(
                    MERGE_CHANGE,
                    "Merge the change of {serviceName}",
                    List.of(
                            Fields.SERVICE_NAME,
                            Fields.REPOSITORY,
                            Fields.MERGE_REQUEST,
                            Fields.HEAD,
                            Fields.PIPELINE_STATUS,
                            Fields.DECISION),
                    List.of(Fields.COMMIT)),
            capability(
                    LOCATE_SERVICE,
                    "Find the code of {serviceName}",
                    List.of(Fields.SERVICE_NAME, Fields.REVISION),
                    List.of(Fields.REPOSITORY, Fields.REPOSITORY_URL, Fields.COMMIT)));

    private CodegenCapabilities() {}

    private static Capability generate(String action, String title, TreePart part) {
        List<Field> inputs = new ArrayList<>(List.of(Fields.SERVICE_NAME, Fields.TEMPLATE, Fields.PARAMETERS));
        return capability(action, title, inputs, List.of(part.output()));
    }

    private static Capability capability(String action, String title, List<Field> inputs, List<Field> outputs) {
        return new Capability(
                CodegenAgent.NAME, action, title, inputs, outputs, ESTIMATE, TIMEOUT, ATTEMPTS, Optional.empty());
    }
}
