package com.example.${{ values.packageName }}.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Configures JSON, and adds to the OpenAPI document what the controllers' types do not express. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final String PROBLEM = "Problem";

    /** Does not convert numbers to text: 5 is refused if "5" is expected. */
    @Bean
    JsonMapperBuilderCustomizer strictTexts() {
        return builder -> builder.withCoercionConfig(LogicalType.Textual, config -> {
            for (CoercionInputShape shape :
                    List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)) {
                config.setCoercion(shape, CoercionAction.Fail);
            }
        });
    }

    @Bean
    OpenAPI document(@Value("${service.version}") String version) {
        return new OpenAPI()
                .info(new Info().title("${{ values.serviceName }}").description("${{ values.description }}").version(version));
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return document -> {
            // Do not use the address of the request as the address of the service.
            document.setServers(null);
            document.getComponents().addSchemas(PROBLEM, problem());
        };
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema()
                .addProperty("location", new StringSchema())
                .addProperty("message", new StringSchema());
        return new ObjectSchema()
                .description("Problem details (RFC 9457)")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("errors", new ArraySchema().items(error));
    }

    /** The errors of an operation, which depend on its parameters. */
    @Bean
    OperationCustomizer problemResponses() {
        return (operation, method) -> {
            boolean body = operation.getRequestBody() != null;
            boolean query = takes(operation, "query");
            boolean path = takes(operation, "path");
            if (body || query || path) {
                add(operation, HttpStatus.BAD_REQUEST);
            }
            if (path) {
                add(operation, HttpStatus.NOT_FOUND);
            }
            if (body) {
                add(operation, HttpStatus.CONTENT_TOO_LARGE);
                add(operation, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
            }
            add(operation, HttpStatus.INTERNAL_SERVER_ERROR);
            return operation;
        };
    }

    private static boolean takes(Operation operation, String in) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(each -> in.equals(each.getIn()));
    }

    private static void add(Operation operation, HttpStatus status) {
        var media = new io.swagger.v3.oas.models.media.MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        operation.getResponses().addApiResponse(
                String.valueOf(status.value()),
                new ApiResponse()
                        .description(status.getReasonPhrase())
                        .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE, media)));
    }
}
