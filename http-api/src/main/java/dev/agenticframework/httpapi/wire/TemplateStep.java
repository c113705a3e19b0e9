package dev.agenticframework.httpapi.wire;

public record TemplateStep(String id, String action) {}
