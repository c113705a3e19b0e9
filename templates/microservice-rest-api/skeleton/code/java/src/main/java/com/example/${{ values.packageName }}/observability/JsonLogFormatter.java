package com.example.${{ values.packageName }}.observability;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/** Writes one JSON object per line, with the field names that all services share. */
public final class JsonLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

    private final ThrowableProxyConverter stack = new ThrowableProxyConverter();
    private final JsonWriter<ILoggingEvent> writer;

    public JsonLogFormatter(Environment environment) {
        stack.start();
        String service = environment.getProperty("spring.application.name", "");
        String version = environment.getProperty("service.version", "");
        String name = environment.getProperty("service.environment", "");
        writer = JsonWriter.<ILoggingEvent>of(line -> {
            line.add("timestamp", event -> event.getInstant().toString());
            line.add("level", event -> event.getLevel().toString().toLowerCase(Locale.ROOT));
            line.add("message", ILoggingEvent::getFormattedMessage);
            line.add("logger", ILoggingEvent::getLoggerName);
            line.add("service", service);
            line.add("version", version);
            line.add("environment", name);
            line.add("trace_id", event -> event.getMDCPropertyMap().get("traceId")).whenNotNull();
            line.add("span_id", event -> event.getMDCPropertyMap().get("spanId")).whenNotNull();
            line.add("exception", this::exception).whenNotNull();
            line.from(JsonLogFormatter::pairs).usingPairs((pairs, put) -> pairs.forEach(put));
        }).withNewLineAtEnd();
    }

    @Override
    public String format(ILoggingEvent event) {
        return writer.writeToString(event);
    }

    private @Nullable String exception(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? null : stack.convert(event);
    }

    private static Map<String, Object> pairs(ILoggingEvent event) {
        List<KeyValuePair> given = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        Map<String, Object> pairs = new LinkedHashMap<>();
        given.forEach(pair -> pairs.put(pair.key, pair.value));
        return pairs;
    }
}
