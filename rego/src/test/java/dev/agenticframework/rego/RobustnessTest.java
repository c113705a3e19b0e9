package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {
    private static final int MUTANTS = 400;
    private static final Limits TIGHT = new Limits(Duration.ofSeconds(5), 2_000_000, 100_000);

    private static final List<String> SEEDS = List.of("""
            package a

            import data.b as c

            # METADATA
            # title: A rule
            deny contains msg if {
                some i, r in input.items
                not r.ok
                every t in r.tags { t != "x" }
                msg := sprintf("%d: %v", [i, {k: v | some k, v in r}])
            }

            default allow := false
            allow if count(deny) == 0 with input.items as []
            else := 1 if f([1, {"a": 2}]) > 1
            f([x, {"a": y}]) := x + y
            p.q[x].r := y if { x := ["a", "b"][_]; y := $"v{x}" }
            """, """
            package a

            p[x] { x = data.b[_][i]; i > 1 }
            p[1]
            q = [y | y = 1 + 2 * 3] { true } { false }
            """);

    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "|",
            ":=",
            "=",
            " in ",
            "some ",
            "every ",
            "not ",
            " with ",
            " as ",
            " if ",
            "else",
            "default ",
            " contains ",
            "import ",
            "data",
            "input",
            "_",
            "\"s\"",
            "`",
            "$\"",
            "\\",
            "\n",
            "#",
            "set()",
            ".",
            ",",
            ";",
            ":",
            "-",
            "1e9",
            "\u00e9",
            "\0");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void brokenModulesGiveErrorsOrResultsAndNothingElse(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MUTANTS; i++) {
            StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
            for (int change = random.nextInt(5); change >= 0; change--) {
                mutate(text, random);
            }
            CompileOptions options = random.nextBoolean() ? CompileOptions.V1 : CompileOptions.V0;
            assertThat(outcome(text.toString(), options)).as("%s", text).isNotNull();
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(3)) {
            case 0 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            case 1 -> text.delete(at, end);
            default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
        }
    }

    private static Object outcome(String text, CompileOptions options) {
        Compilation compiled = Rego.compile(Map.of("a.rego", text), ObjectValue.EMPTY, options);
        if (!(compiled instanceof Compilation.Compiled(Policy policy))
                || !(policy.prepare("data.a") instanceof Preparation.Prepared(PreparedQuery query))) {
            return compiled;
        }
        return query.run(
                ObjectValue.EMPTY,
                RunOptions.of(BuiltinContext.Settings.quiet(0, 1)).within(TIGHT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "(", "not ", "x[", "f(", "[x | ", "{1: ", "-", "$\"{", "1 + ", "x in "})
    void nestingWithoutEndIsAnErrorAndNoOverflow(String opening) {
        String module = "package a\n\np if {\n" + opening.repeat(50_000);
        assertThat(outcome(module, CompileOptions.V1)).isInstanceOf(Compilation.Failed.class);
    }

    @Test
    void misreadUnionsDoNotMultiply() {
        String module = "package a\n\np := " + "[a | ".repeat(60) + "x, 1" + "]".repeat(60);
        assertThat(outcome(module, CompileOptions.V1)).isInstanceOf(Compilation.Failed.class);
    }

    @Test
    void longChainsOfRulesAreEvaluated() {
        StringBuilder module = new StringBuilder("package a\n\nr0 := 1\n");
        for (int i = 1; i < 5_000; i++) {
            module.append("r").append(i).append(" := r").append(i - 1).append(" + 1\n");
        }
        Compilation compiled = Rego.compile(Map.of("a.rego", module.toString()), ObjectValue.EMPTY);
        Policy policy = ((Compilation.Compiled) compiled).policy();
        Outcome outcome = policy.query("data.a.r4999", null);
        assertThat(((Outcome.Solutions) outcome).all().getFirst().value()).isEqualTo(NumberValue.of(5_000));
    }

    @Test
    void endlessWorkIsCancelled() {
        String module = "package a\n\np := [1 | some a, b, c, d in numbers.range(1, 10000)]\n"
                .replace("some a, b, c, d in numbers.range(1, 10000)", "r := numbers.range(1, 9000); r[_]; r[_]; r[_]");
        Limits limits = new Limits(Duration.ofMillis(100), Long.MAX_VALUE, 1_000_000);
        Compilation compiled = Rego.compile(Map.of("a.rego", module), ObjectValue.EMPTY);
        Policy policy = ((Compilation.Compiled) compiled).policy();
        PreparedQuery query = ((Preparation.Prepared) policy.prepare("data.a.p")).query();
        Outcome outcome = query.run(null, RunOptions.now().within(limits));
        assertThat(((Outcome.Failed) outcome).errors().getFirst().code()).isIn(RegoError.CANCEL, RegoError.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s := sprintf(\"%0100000d\", [0]); r := replace(s, \"0\", s)",
                "s := sprintf(\"%0100000d\", [0]); r := replace(s, \"\", s)",
                "s := sprintf(\"%0100000d\", [0]); r := concat(s, numbers_as_texts)",
                "s := sprintf(\"%0100000d\", [0]); r := regex.replace(s, \"0\", s)",
                "r := numbers.range(1, 1000000000000)",
                "r := 1e1000000000 + 1",
                "r := bits.lsh(1, 1000000000)",
                "r := net.cidr_expand(\"0.0.0.0/0\")"
            })
    void excessOfABuiltinIsAnError(String body) {
        String module =
                "package a\n\nnumbers_as_texts := [\"x\" | numbers.range(1, 2000)[_]]\n\np if { " + body + " }\n";
        Policy policy = ((Compilation.Compiled) Rego.compile(Map.of("a.rego", module), ObjectValue.EMPTY)).policy();
        PreparedQuery query = ((Preparation.Prepared) policy.prepare("data.a.p")).query();
        Outcome outcome = query.run(null, RunOptions.now().strict());
        assertThat(((Outcome.Failed) outcome).errors().getFirst().code()).isIn(RegoError.BUILTIN, RegoError.EVAL_TYPE);
    }

    @Test
    void longPatchesEndWithTheQuery() {
        String module = """
                package a

                patches := [p | some i in numbers.range(1, 50000); p := {"op": "add", "path": [sprintf("%d", [i])], "value": 1}]

                p := json.patch({}, patches)
                """;
        Policy policy = ((Compilation.Compiled) Rego.compile(Map.of("a.rego", module), ObjectValue.EMPTY)).policy();
        PreparedQuery query = ((Preparation.Prepared) policy.prepare("data.a.p")).query();
        Limits limits = new Limits(Duration.ofMillis(500), Long.MAX_VALUE, 1_000_000);
        Outcome outcome = query.run(null, RunOptions.now().within(limits).strict());
        assertThat(((Outcome.Failed) outcome).errors().getFirst().code()).isEqualTo(RegoError.CANCEL);
    }
}
