package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import tools.jackson.databind.JsonNode;

@Described("A software template.")
public record Template(
        @JsonUnwrapped TemplateSummary summary,
        @Described("A JSON Schema.") JsonNode parameters,
        List<TemplateStep> steps) {}
