package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.NetworkAccess;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static Value value(String module, String query, String input) {
        Outcome outcome = compiled(module).query(query, JsonText.parse(input));
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

    @Test
    void rulesBelowABaseDocumentThatIsNoObjectCannotBeMerged() {
        Policy policy = compiled("package config.limits\n\nmax := 5").withData(data("{\"config\": 7}"));

        assertThat(codes(policy.query("data.config", null))).containsExactly(RegoError.WITH_MERGE);
    }

    @Test
    void rulesAndBaseDocumentsOfOnePathAreRefused() {
        Compilation compiled = Rego.compile(Map.of("test.rego", "package config\n\nmax := 5"), data("""
                {"config": {"max": 7}}
                """));

        assertThat(compiled)
                .isInstanceOfSatisfying(
                        Compilation.Failed.class,
                        failed -> assertThat(failed.errors())
                                .extracting(RegoError::message)
                                .containsExactly("conflicting rule for data path config/max found"));
    }

    @Test
    void aQueryEndsAtItsLimitsAndWhenItIsCancelled() {
        Value input = ArrayValue.of(Collections.nCopies(1_000, NullValue.NULL));
        PreparedQuery query = switch (compiled("package p").prepare("count([1 | input[_]; input[_]])")) {
            case Preparation.Prepared(PreparedQuery prepared) -> prepared;
            case Preparation.Failed(List<RegoError> errors) -> throw new AssertionError(errors);
        };
        Limits few = new Limits(Duration.ofMinutes(1), 100_000, 1_000);
        RunOptions cancelled = RunOptions.of(
                new BuiltinContext.Settings(0, 0, () -> true, _ -> {}, _ -> {}, ObjectValue.EMPTY, NetworkAccess.NONE));

        assertThat(codes(query.run(input, RunOptions.now().within(few)))).containsExactly(RegoError.LIMIT);
        assertThat(codes(query.run(input, cancelled))).containsExactly(RegoError.CANCEL);
    }

    private static Policy compiled(String module) {
        Compilation compiled = Rego.compile(Map.of("test.rego", module), ObjectValue.EMPTY);
        assertThat(compiled).isInstanceOf(Compilation.Compiled.class);
        return ((Compilation.Compiled) compiled).policy();
    }

    private static ObjectValue data(String json) {
        return (ObjectValue) JsonText.parse(json);
    }

    private static List<String> codes(Outcome outcome) {
        return outcome instanceof Outcome.Failed(List<RegoError> errors)
                ? errors.stream().map(RegoError::code).toList()
                : List.of();
    }
}
