package dev.agenticframework.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.library.StandardBuiltins;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTest {
    @Test
    void kindsAreOrderedFromNullToSet() {
        List<Value> ascending = List.of(
                NullValue.NULL,
                BooleanValue.FALSE,
                BooleanValue.TRUE,
                NumberValue.of(-1),
                NumberValue.parse("1.5"),
                StringValue.of(""),
                StringValue.of("\uFFFD"),
                StringValue.of("\uD83D\uDE00"),
                ArrayValue.EMPTY,
                ObjectValue.EMPTY,
                SetValue.EMPTY);

        assertThat(ascending.reversed().stream().sorted()).containsExactlyElementsOf(ascending);
    }

    @Test
    void numbersAreEqualByValueAndKeepTheirSpelling() {
        assertThat(NumberValue.parse("1.0")).isEqualTo(NumberValue.of(1)).hasSameHashCodeAs(NumberValue.of(1));
        assertThat(NumberValue.parse("1.0")).hasToString("1.0");
        assertThat(NumberValue.parse("0.10")).isEqualTo(NumberValue.parse("1e-1"));
        assertThat(NumberValue.parse("18446744073709551617")).hasToString("18446744073709551617");
    }

    @Test
    void hugeExponentsAreComparedWithoutBeingSpeltOut() {
        assertThat(NumberValue.parse("1e999999999")).isGreaterThan(NumberValue.of(Long.MAX_VALUE));
    }

    @Test
    void largeSetsFindTheirElementsAndIterateInOrder() {
        SetValue.Builder builder = SetValue.builder();
        for (int i = 999; i >= 0; i--) {
            builder.add(NumberValue.of(i));
            builder.add(NumberValue.of(i));
        }
        SetValue set = builder.build();

        assertThat(set.size()).isEqualTo(1000);
        assertThat(set.contains(NumberValue.parse("500.0"))).isTrue();
        assertThat(set.contains(NumberValue.of(1000))).isFalse();
        assertThat(set.toList()).isSorted();
    }

    @Test
    void objectsAreEqualWhateverTheOrderOfTheirEntries() {
        ObjectValue.Builder forth = ObjectValue.builder();
        ObjectValue.Builder back = ObjectValue.builder();
        for (int i = 0; i < 50; i++) {
            forth.put("k" + i, NumberValue.of(i));
            back.put("k" + (49 - i), NumberValue.of(49 - i));
        }

        assertThat(forth.build()).isEqualTo(back.build());
    }

    @Test
    void termsAreWrittenAsRegoWritesThem() {
        ObjectValue object = ObjectValue.builder()
                .put("b", SetValue.of(NumberValue.of(2), NumberValue.of(1)))
                .put("a", ArrayValue.of(StringValue.of("x\n\"\u200b"), SetValue.EMPTY))
                .build();

        assertThat(object).hasToString("{\"a\": [\"x\\n\\\"\\u200b\", set()], \"b\": {1, 2}}");
    }

    @Test
    void declarationsAreReadWithTheirTypes() {
        BuiltinDeclaration plus = StandardBuiltins.ALL.declaration("plus");

        assertThat(plus).isNotNull();
        assertThat(plus.infix()).isEqualTo("+");
        assertThat(plus.type()).hasToString("(x: number, y: number) => z: number");
        assertThat(StandardBuiltins.ALL.declarations()).hasSize(206);
    }
}
