package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

@Described("A page of the audit log, newest first.")
public record AuditPage(
        List<AuditRecord> items,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Described("The cursor of the next page; null on the last page.")
        Optional<String> next) {}
