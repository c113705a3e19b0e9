package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

@Described("A page of workflows, newest first.")
public record WorkflowPage(
        List<WorkflowSummary> items,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Described("The cursor of the next page; null on the last page.")
        Optional<String> next) {}
