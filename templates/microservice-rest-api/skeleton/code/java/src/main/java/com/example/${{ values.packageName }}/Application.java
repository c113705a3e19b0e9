{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }};

import com.example.${{ values.packageName }}.domain.${{ R }}Repository;
import com.example.${{ values.packageName }}.domain.${{ R }}Service;
{%- if values.database == 'postgresql' %}
import com.example.${{ values.packageName }}.storage.DatabaseConfiguration;
import com.example.${{ values.packageName }}.storage.Postgres${{ R }}Repository;
{%- else %}
import com.example.${{ values.packageName }}.storage.Memory${{ R }}Repository;
{%- endif %}
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
{%- if values.database == 'postgresql' %}
import org.springframework.boot.WebApplicationType;
{%- endif %}
import org.springframework.boot.autoconfigure.SpringBootApplication;
{%- if values.database == 'postgresql' %}
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
{%- endif %}
import org.springframework.context.annotation.Bean;
{%- if values.database == 'postgresql' %}
import org.springframework.jdbc.core.simple.JdbcClient;
{%- endif %}

/** Runs the service{% if values.database == 'postgresql' %}, or migrates the database (command "migrate"){% endif %}. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

    public static void main(String[] args) {
{%- if values.database == 'postgresql' %}
        if (args.length == 1 && args[0].equals("migrate")) {
            migrate();
            return;
        }
{%- endif %}
        SpringApplication application = new SpringApplication(Application.class);
        application.setDefaultProperties(telemetry(System.getenv()));
        application.run(args);
    }
{%- if values.database == 'postgresql' %}

    private static void migrate() {
        new SpringApplicationBuilder(DatabaseConfiguration.class, FlywayAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--spring.flyway.enabled=true")
                .close();
    }
{%- endif %}

    /** Exports traces only if the standard variable names an endpoint. */
    private static Map<String, Object> telemetry(Map<String, String> environment) {
        Map<String, Object> properties = new HashMap<>();
        String endpoint = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
        if (!endpoint.isBlank()) {
            String traces = endpoint.endsWith("/") ? endpoint + "v1/traces" : endpoint + "/v1/traces";
            properties.put("management.opentelemetry.tracing.export.otlp.endpoint", traces);
        }
        return properties;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
{%- if values.database == 'postgresql' %}

    @Bean
    ${{ R }}Repository repository(JdbcClient database) {
        return new Postgres${{ R }}Repository(database);
    }
{%- else %}

    @Bean
    ${{ R }}Repository repository() {
        return new Memory${{ R }}Repository();
    }
{%- endif %}

    @Bean
    ${{ R }}Service service(${{ R }}Repository repository, Clock clock) {
        return new ${{ R }}Service(repository, clock);
    }
}
