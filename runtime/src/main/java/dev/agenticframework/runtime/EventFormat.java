package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.events.EventDetail;
import dev.agenticframework.agentapi.events.SharedFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NameTransformer;

/// Writes the details of events as JSON: names in snake_case, constants of enums in lowercase, times in ISO 8601, and
/// [SharedFields] among the event's own.
public final class EventFormat {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .annotationIntrospector(new SharedFieldsInPlace())
            .build();

    private EventFormat() {}

    /// Writes a detail as a JSON object.
    public static String json(EventDetail detail) {
        return JSON.writeValueAsString(detail);
    }

    private static final class SharedFieldsInPlace extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable NameTransformer findUnwrappingNameTransformer(MapperConfig<?> config, AnnotatedMember member) {
            return SharedFields.class.isAssignableFrom(member.getRawType())
                    ? NameTransformer.NOP
                    : super.findUnwrappingNameTransformer(config, member);
        }
    }
}
