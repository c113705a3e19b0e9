package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static Value value(String module, String query, String input) {
        Compilation compiled = Rego.compile(Map.of("test.rego", module), ObjectValue.EMPTY);
        assertThat(compiled).isInstanceOf(Compilation.Compiled.class);
        Policy policy = ((Compilation.Compiled) compiled).policy();
        Outcome outcome = policy.query(query, JsonText.parse(input));
        assertThat(outcome).isInstanceOf(Outcome.Solutions.class);
        Outcome.Solutions solutions = (Outcome.Solutions) outcome;
        assertThat(solutions.isDefined()).isTrue();
        return solutions.all().getFirst().value();
    }

    @Test
    void ruleHoldsForMatchingInput() {
        String module = """
                package authz
                default allow := false
                allow if input.user == "ann"
                """;
        assertThat(value(module, "data.authz.allow", "{\"user\": \"ann\"}")).isEqualTo(BooleanValue.TRUE);
        assertThat(value(module, "data.authz.allow", "{\"user\": \"bob\"}")).isEqualTo(BooleanValue.FALSE);
    }

    @Test
    void partialSetCollectsEverySolution() {
        String module = """
                package p
                big contains x if { some x in input; x > 1 }
                """;
        assertThat(value(module, "data.p.big", "[1, 2, 3]").toString()).isEqualTo("{2, 3}");
    }
}
