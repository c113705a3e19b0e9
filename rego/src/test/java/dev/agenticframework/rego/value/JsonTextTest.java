package dev.agenticframework.rego.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class JsonTextTest {
    @Test
    void objectsOfOneFormShareTheirKeysAndKeepTheirValues() {
        ArrayValue rows =
                (ArrayValue) JsonText.parse("[{\"b\": 1, \"a\": 2}, {\"b\": 3, \"a\": 4}, {\"a\": 5, \"b\": 6}]");
        StringValue key = StringValue.of("a");

        assertThat(((ObjectValue) rows.get(0)).keys()).isSameAs(((ObjectValue) rows.get(1)).keys());
        assertThat(rows.toList().stream().map(row -> ((ObjectValue) row).get(key)))
                .containsExactly(NumberValue.of(2), NumberValue.of(4), NumberValue.of(5));
        assertThat(rows.toString()).isEqualTo("[{\"a\": 2, \"b\": 1}, {\"a\": 4, \"b\": 3}, {\"a\": 5, \"b\": 6}]");
    }

    @Test
    void theLastOfEqualKeysCounts() {
        assertThat(JsonText.parse("[{\"a\": 1, \"a\": 2}, {\"a\": 3, \"a\": 4}]"))
                .hasToString("[{\"a\": 2}, {\"a\": 4}]");
    }

    @Test
    void absentKeysAreNotFoundHoweverOftenAsked() {
        StringValue key = StringValue.of("z");
        ObjectValue object = (ObjectValue) JsonText.parse("{\"a\": 1}");

        assertThat(object.get(key)).isNull();
        assertThat(object.get(key)).isNull();
        assertThat(((ObjectValue) JsonText.parse("{\"z\": 1}")).get(key)).isEqualTo(NumberValue.ONE);
    }

    @Test
    void deepAndBrokenTextsAreRefused() {
        assertThatThrownBy(() -> JsonText.parse("[".repeat(2000))).isInstanceOf(JsonText.InvalidJson.class);
        assertThatThrownBy(() -> JsonText.parse("{} {}")).isInstanceOf(JsonText.InvalidJson.class);
    }

    @Test
    void valuesGoThroughJacksonAndBack() {
        String json = "{\"a\":[1.50,null,true,\"\u00e9\"],\"b\":{}}";
        JsonFactory factory = JsonFactory.builder().build();
        StringWriter text = new StringWriter();
        try (JsonParser in = factory.createParser(ObjectReadContext.empty(), json);
                JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            JsonText.write(JsonText.read(in), out);
        }
        assertThat(text).hasToString(json);
    }
}
