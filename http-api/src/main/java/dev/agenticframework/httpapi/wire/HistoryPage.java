package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

@Described("A page of the facts of a workflow, oldest first.")
public record HistoryPage(
        List<HistoryEntry> items,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Described("The value of 'after' for the next page; null on the last page.")
        Optional<String> next) {}
