package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

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
                .containsExactly("p.rego:3: rego_parse_error: unexpected } token: expected rule value term "
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
}
