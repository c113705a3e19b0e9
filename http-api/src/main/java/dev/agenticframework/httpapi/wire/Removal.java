package dev.agenticframework.httpapi.wire;

@Described("A removal that has started.")
public record Removal(
        @Described(oneOf = {"removing"}) String status,
        @Described("The workflow to follow.") String workflowId) {}
