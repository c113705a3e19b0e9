package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompileErrorTest {
    private static List<String> errors(String body) {
        Compilation compiled = Rego.compile(Map.of("p.rego", "package p\n\n" + body), ObjectValue.EMPTY);
        assertThat(compiled).isInstanceOf(Compilation.Failed.class);
        return ((Compilation.Failed) compiled)
                .errors().stream().map(RegoError::toString).toList();
    }

    @Test
    void syntaxErrorPointsAtTheToken() {
        assertThat(errors("p := }\n"))
                .containsExactly(
                        "p.rego:3: rego_parse_error: unexpected } token\n\tp := }\n\t     ^",
                        "p.rego:3: rego_parse_error: unexpected } token: expected rule value term "
                                + "(e.g., p := <VALUE> { ... })\n\tp := }\n\t     ^");
    }

    @Test
    void unboundVariableIsUnsafe() {
        assertThat(errors("p if { not x }")).containsExactly("p.rego:3: rego_unsafe_var_error: var x is unsafe");
    }

    @Test
    void ruleThatNeedsItselfIsRecursive() {
        assertThat(errors("a if b\n\nb if a"))
                .containsExactly(
                        "p.rego:3: rego_recursion_error: rule data.p.a is recursive: data.p.a -> data.p.b -> data.p.a",
                        "p.rego:5: rego_recursion_error: rule data.p.b is recursive: data.p.b -> data.p.a -> data.p.b");
    }

    @Test
    void functionWithoutBodyIsTrueAndRuleWithoutBodyIsNone() {
        assertThat(Rego.compile(Map.of("p.rego", "package p\n\nf(\"*\")\n"), ObjectValue.EMPTY))
                .isInstanceOf(Compilation.Compiled.class);
        assertThat(errors("p.q.r"))
                .containsExactly("p.rego:3: rego_parse_error: rule must have value assignment and/or body declaration");
    }

    @Test
    void unknownFunctionIsATypeError() {
        assertThat(errors("p if foo.bar(1)")).containsExactly("p.rego:3: rego_type_error: undefined function foo.bar");
    }

    @Test
    void argumentOfTheWrongTypeIsATypeError() {
        assertThat(errors("p if startswith(1, \"a\")").getFirst())
                .startsWith("p.rego:3: rego_type_error: startswith: invalid argument(s)");
    }

    @Test
    void rulesOfDifferentKindsConflict() {
        assertThat(errors("p := 1\n\np contains 2"))
                .containsExactly("p.rego:3: rego_type_error: conflicting rules data.p.p found");
    }

    @Test
    void variableDeclaredTwiceIsAnError() {
        assertThat(errors("p if { x := 1; x := 2 }"))
                .containsExactly("p.rego:3: rego_compile_error: var x assigned above");
    }

    @Test
    void variableDeclaredInVainIsAnError() {
        assertThat(errors("p if { some x; true }"))
                .containsExactly("p.rego:3: rego_compile_error: declared var x unused");
    }

    @Test
    void statementThatIsNoRuleIsToldOnlyWhenAllElseCanBeRead() {
        assertThat(errors("q\n\np := 1 2"))
                .containsExactly(
                        "p.rego:3: rego_parse_error: var cannot be used for rule name",
                        "p.rego:5: rego_parse_error: number cannot be used for rule name");
        assertThat(errors("q\n\np := [1"))
                .allMatch(error -> error.startsWith("p.rego:5: rego_parse_error: unexpected"));
    }

    @Test
    void unsafeVariableOfAHeadIsShownWhereItStands() {
        Compilation compiled = Rego.compile(Map.of("p.rego", "package p\n\np contains x if y := 1"), ObjectValue.EMPTY);
        RegoError error = ((Compilation.Failed) compiled).errors().getFirst();
        assertThat(error.message()).isEqualTo("var x is unsafe");
        assertThat(error.col()).isEqualTo(12);
    }

    @Test
    void deprecatedBuiltinsAreRefusedInV1Only() {
        assertThat(errors("p if any([true])"))
                .containsExactly("p.rego:3: rego_type_error: deprecated built-in function calls in expression: any");
        assertThat(Rego.compile(
                        Map.of("p.rego", "package p\n\np { any([true]) }"), ObjectValue.EMPTY, CompileOptions.V0))
                .isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void functionIsReplacedOnlyByOneOfItsArity() {
        assertThat(errors("f(x, y) := 1\n\np if { count([1]) with count as f }"))
                .containsExactly("p.rego:5: rego_type_error: count: arity mismatch");
    }

    @Test
    void ruleThatReplacesItselfIsRecursive() {
        assertThat(errors("a if { true with data.p.a as 1 }"))
                .containsExactly("p.rego:3: rego_recursion_error: rule data.p.a is recursive: data.p.a -> data.p.a");
    }

    @Test
    void typesAreCheckedBesideReplacedInput() {
        assertThat(errors("p if { count(1) with input as 3 }").getFirst())
                .startsWith("p.rego:3: rego_type_error: count: invalid argument(s)");
    }

    @Test
    void madeUpVariablesAreShownAsWhatTheyStandFor() {
        assertThat(errors("p := f(1).a\n\nf(x) := [x]").getFirst())
                .startsWith("p.rego:3: rego_type_error: undefined ref: data.p.f(1).a");
    }

    @Test
    void lookingIntoAConstantIsNoError() {
        assertThat(Rego.compile(Map.of("p.rego", "package p\n\np if { some x in 5 }"), ObjectValue.EMPTY))
                .isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void queriesAreCheckedAgainstTheTypesOfRules() {
        Compilation compiled = Rego.compile(Map.of("p.rego", "package p\n\np := 1"), ObjectValue.EMPTY);
        Policy policy = ((Compilation.Compiled) compiled).policy();
        assertThat(((Preparation.Failed) policy.prepare("data.p.p.x"))
                        .errors()
                        .getFirst()
                        .message())
                .isEqualTo("undefined ref: data.p.p.x");
    }

    @Test
    void ruleAndBaseDocumentMayNotShareAPath() {
        ObjectValue data = (ObjectValue) JsonText.parse("{\"p\": {\"q\": 1}}");
        Compilation compiled = Rego.compile(Map.of("p.rego", "package p\n\nq := 2"), data);
        assertThat(((Compilation.Failed) compiled).errors().toString())
                .contains("p.rego:3: rego_compile_error: conflicting rule for data path p/q found");
    }

    @Test
    void comingVersionHasLogicalOperators() {
        String rules = "import rego.v2\n\np if { input.a == 1 or not { input.b == 2; true } }";
        assertThat(Rego.compile(Map.of("p.rego", "package p\n\n" + rules), ObjectValue.EMPTY))
                .isInstanceOf(Compilation.Compiled.class);
        assertThat(errors("import rego.v3"))
                .first()
                .asString()
                .contains("invalid import `rego.v3`, must be one of: `rego.v1`, `rego.v2`");
    }
}
