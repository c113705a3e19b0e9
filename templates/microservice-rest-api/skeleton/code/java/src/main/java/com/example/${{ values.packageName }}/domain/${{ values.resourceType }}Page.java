{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of ${{ values.resourcePlural }}. {@code next} is the cursor of the next page, or null on the last one. */
public record ${{ R }}Page(List<${{ R }}> items, @Nullable UUID next) {

    public ${{ R }}Page {
        items = List.copyOf(items);
    }
}
