package dev.agenticframework.httpapi.wire;

import java.util.List;

public record TemplateList(List<TemplateSummary> items) {}
