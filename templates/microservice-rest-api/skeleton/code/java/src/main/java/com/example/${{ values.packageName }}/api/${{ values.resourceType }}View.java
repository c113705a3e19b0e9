{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.api;

import com.example.${{ values.packageName }}.domain.${{ R }};
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a response. */
@Schema(name = "${{ R }}", requiredProperties = {"id", "name", "description", "createdAt", "updatedAt"})
record ${{ R }}View(
        @Schema(description = "Assigned by the service") UUID id,
        String name,
        @Schema(types = {"string", "null"}) @Nullable String description,
        Instant createdAt,
        Instant updatedAt) {

    static ${{ R }}View of(${{ R }} from) {
        return new ${{ R }}View(from.id(), from.name(), from.description(), from.createdAt(), from.updatedAt());
    }
}
