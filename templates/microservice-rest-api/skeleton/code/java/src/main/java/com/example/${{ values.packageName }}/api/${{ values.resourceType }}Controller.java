{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.api;

import com.example.${{ values.packageName }}.domain.${{ R }}NotFoundException;
import com.example.${{ values.packageName }}.domain.${{ R }}Service;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The resource /${{ values.resourcePlural }}. */
@RestController
@RequestMapping(path = ${{ R }}Controller.PATH)
@io.swagger.v3.oas.annotations.tags.Tag(name = "${{ values.resourcePlural }}", description = "Operations on ${{ values.resourcePlural }}")
class ${{ R }}Controller {

    static final String PATH = "/${{ values.resourcePlural }}";
    private static final int MAX_PAGE_SIZE = 200;

    private final ${{ R }}Service service;

    ${{ R }}Controller(${{ R }}Service service) {
        this.service = service;
    }

    @GetMapping
    @Operation(operationId = "list${{ values.resourcePlural | capitalize }}", summary = "List ${{ values.resourcePlural }}, the oldest first")
    ${{ R }}PageView list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE_SIZE)
            @Parameter(description = "The maximum number of entries in a page")
            int limit,

            @RequestParam(required = false)
            @Parameter(description = "The value of next in the previous page", schema = @Schema(type = "string", format = "uuid"))
            @Nullable String cursor) {
        UUID after = cursor == null ? null : Ids.parse(cursor).orElseThrow(InvalidCursorException::new);
        return ${{ R }}PageView.of(service.list(after, limit));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "create${{ R }}", summary = "Create one")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location", description = "The path of the new entry", schema = @Schema(type = "string")))
    ResponseEntity<${{ R }}View> create(@Valid @RequestBody ${{ R }}Body body) {
        var created = service.create(body.fields());
        return ResponseEntity.created(URI.create(PATH + "/" + created.id())).body(${{ R }}View.of(created));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "get${{ R }}", summary = "Read one")
    ${{ R }}View get(@PathVariable @Parameter(schema = @Schema(type = "string", format = "uuid")) String id) {
        return ${{ R }}View.of(service.get(parse(id)));
    }

    @PutMapping("/{id}")
    @Operation(operationId = "replace${{ R }}", summary = "Replace one")
    ${{ R }}View replace(@PathVariable @Parameter(schema = @Schema(type = "string", format = "uuid")) String id, @Valid @RequestBody ${{ R }}Body body) {
        return ${{ R }}View.of(service.replace(parse(id), body.fields()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "delete${{ R }}", summary = "Delete one")
    void delete(@PathVariable @Parameter(schema = @Schema(type = "string", format = "uuid")) String id) {
        service.delete(parse(id));
    }

    /** An id that is not a UUID does not exist. */
    private static UUID parse(String id) {
        return Ids.parse(id).orElseThrow(${{ R }}NotFoundException::new);
    }
}
