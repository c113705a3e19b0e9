{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.api;

import com.example.${{ values.packageName }}.domain.${{ R }}Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of a list. */
@Schema(name = "${{ R }}Page", requiredProperties = {"items", "next"})
record ${{ R }}PageView(
        List<${{ R }}View> items,
        @Schema(types = {"string", "null"}, format = "uuid", description = "The cursor of the next page; null on the last")
        @Nullable UUID next) {

    static ${{ R }}PageView of(${{ R }}Page from) {
        return new ${{ R }}PageView(from.items().stream().map(${{ R }}View::of).toList(), from.next());
    }
}
