package dev.agenticframework.httpapi.wire;

import java.util.List;

public record TemplateSummary(String name, String title, String description, String version, List<String> tags) {}
