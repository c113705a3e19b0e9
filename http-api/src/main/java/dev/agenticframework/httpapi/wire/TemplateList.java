package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("The software templates.")
public record TemplateList(List<TemplateSummary> items) {}
