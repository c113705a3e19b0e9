package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

public record HistoryPage(
        List<HistoryEntry> items,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Described("The value of 'after' for the next page; null on the last page.")
        Optional<String> next) {}
