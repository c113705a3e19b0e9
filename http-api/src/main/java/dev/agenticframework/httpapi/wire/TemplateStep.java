package dev.agenticframework.httpapi.wire;

@Described("A step of a software template.")
public record TemplateStep(String id, String action) {}
