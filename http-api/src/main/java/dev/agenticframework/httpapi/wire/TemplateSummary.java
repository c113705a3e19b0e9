package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("A software template in a list.")
public record TemplateSummary(String name, String title, String description, String version, List<String> tags) {}
