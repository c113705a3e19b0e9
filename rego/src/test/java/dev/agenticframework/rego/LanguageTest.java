package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.trace.Explanation;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static final ObjectValue DATA = (ObjectValue) JsonText.parse("{\"base\": {\"a\": 1, \"b\": [1, 2]}}");

    private static @Nullable String p(String rules) {
        Compilation compiled = Rego.compile(Map.of("t.rego", "package t\n\n" + rules), DATA);
        assertThat(compiled).isInstanceOf(Compilation.Compiled.class);
        Outcome outcome = ((Compilation.Compiled) compiled).policy().query("data.t.p", ObjectValue.EMPTY);
        assertThat(outcome).isInstanceOf(Outcome.Solutions.class);
        Outcome.Solutions solutions = (Outcome.Solutions) outcome;
        return solutions.isDefined() ? solutions.all().getFirst().value().toString() : null;
    }

    @Test
    void undefinedIsNotFalse() {
        assertThat(p("p if input.missing")).isNull();
        assertThat(p("p if not input.missing")).isEqualTo("true");
    }

    @Test
    void rulesThatAreNamedLikeTestsAreOrdinaryRules() {
        assertThat(p("test_case[x] := x * 2 if some x in [1, 2]\np := test_case"))
                .isEqualTo("{1: 2, 2: 4}");
    }

    @Test
    void elseIsTriedInOrder() {
        assertThat(p("p := 1 if false\nelse := 2 if true\nelse := 3")).isEqualTo("2");
    }

    @Test
    void objectsTakeKeysFromRules() {
        assertThat(p("p[k].double := v * 2 if some k, v in {\"a\": 1, \"b\": 2}"))
                .isEqualTo("{\"a\": {\"double\": 2}, \"b\": {\"double\": 4}}");
    }

    @Test
    void patternsTakeValuesApart() {
        assertThat(p("p := [x, y] if { [x, {\"k\": y}] = [1, {\"k\": 2}] }")).isEqualTo("[1, 2]");
    }

    @Test
    void expressionsAreReorderedUntilTheyAreSafe() {
        assertThat(p("p := x if { x > y; y = 1; x = data.base.b[_] }")).isEqualTo("2");
    }

    @Test
    void withReplacesInputDataAndFunctions() {
        String rules = """
                q := [input.x, data.base.a, f(1)]
                f(n) := n + 1
                g(n) := n * 100
                p := x if x := q with input.x as 7 with data.base.a as 8 with f as g
                """;
        assertThat(p(rules)).isEqualTo("[7, 8, 100]");
    }

    @Test
    void templatesShowUndefined() {
        assertThat(p("p := $\"a {input.missing} {1 + 1}\"")).isEqualTo("\"a <undefined> 2\"");
    }

    @Test
    void everyAsksForAllElements() {
        assertThat(p("p if every x in data.base.b { x > 0 }")).isEqualTo("true");
        assertThat(p("p if every x in data.base.b { x > 1 }")).isNull();
    }

    @Test
    void rulesAndBaseDocumentsAreMerged() {
        Compilation compiled = Rego.compile(Map.of("t.rego", "package base\n\nc := 3"), DATA);
        Outcome outcome = ((Compilation.Compiled) compiled).policy().query("data.base", null);
        assertThat(((Outcome.Solutions) outcome).all().getFirst().value().toString())
                .isEqualTo("{\"a\": 1, \"b\": [1, 2], \"c\": 3}");
    }

    @Test
    void metadataOfTheRuleIsKnown() {
        assertThat(p("# METADATA\n# title: Mine\np := rego.metadata.rule().title"))
                .isEqualTo("\"Mine\"");
    }

    @Test
    void queryBindsItsVariables() {
        Compilation compiled = Rego.compile(Map.of(), DATA);
        Outcome outcome = ((Compilation.Compiled) compiled).policy().query("x := 1; y = data.base.b[x]", null);
        Outcome.Solutions solutions = (Outcome.Solutions) outcome;
        assertThat(solutions.all())
                .singleElement()
                .satisfies(solution -> assertThat(solution.bindings())
                        .containsEntry("x", NumberValue.of(1))
                        .containsEntry("y", NumberValue.of(2)));
    }

    @Test
    void explanationNamesWhatFailed() {
        Compilation compiled = Rego.compile(Map.of("t.rego", "package t\n\np if {\n  1 == 1\n  input.x == 2\n}"), DATA);
        Policy policy = ((Compilation.Compiled) compiled).policy().instrumented();
        PreparedQuery query = ((Preparation.Prepared) policy.prepare("data.t.p")).query();
        Explanation explanation = new Explanation();
        query.run(ObjectValue.EMPTY, RunOptions.now(), explanation);
        assertThat(explanation.text(Explanation.Detail.FAILS))
                .contains("t.rego:5")
                .contains("Fail input.x == 2");
    }
}
