{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.api;

import com.example.${{ values.packageName }}.domain.${{ R }}Fields;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** The body of a request. Unknown fields are ignored. */
@Schema(name = "${{ R }}Fields")
record ${{ R }}Body(
        @NotNull
        @CodePointLength(min = 1, max = ${{ R }}Fields.MAX_NAME_LENGTH, message = "must have 1 to 200 characters")
        @Pattern.List(@Pattern(regexp = TEXT, message = "must be Unicode text without NUL"))
        @Schema(minLength = 1, maxLength = ${{ R }}Fields.MAX_NAME_LENGTH, pattern = WITHOUT_NUL, example = "example")
        String name,

        @CodePointLength(max = ${{ R }}Fields.MAX_DESCRIPTION_LENGTH, message = "must have at most 2000 characters")
        @Pattern.List(@Pattern(regexp = TEXT, message = "must be Unicode text without NUL"))
        @Schema(types = {"string", "null"}, maxLength = ${{ R }}Fields.MAX_DESCRIPTION_LENGTH, pattern = WITHOUT_NUL)
        @Nullable String description) {

    /** PostgreSQL cannot store NUL in text, and UTF-8 cannot encode half of a surrogate pair. */
    private static final String TEXT = "^[^\\x00\\ud800-\\udfff]*$";

    /** The pattern in the OpenAPI document. TEXT is not shown there, because not all engines support surrogates. */
    private static final String WITHOUT_NUL = "^[^\\x00]*$";

    ${{ R }}Fields fields() {
        return new ${{ R }}Fields(name, description);
    }
}
