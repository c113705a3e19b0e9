package dev.agenticframework.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.source.RegoVersion;
import org.junit.jupiter.api.Test;

class PolicyFormatterTest {
    private static String formatted(String text) {
        PolicyFormatter.Formatted formatted = PolicyFormatter.format("p.rego", text, RegoVersion.V1);
        assertThat(formatted).isInstanceOf(PolicyFormatter.Formatted.Text.class);
        return ((PolicyFormatter.Formatted.Text) formatted).text();
    }

    @Test
    void spacesAndIndentationAreStandard() {
        assertThat(formatted("package  p\nimport data.b\nimport data.a\nallow if {\n  x:=input.a ; x==1\n}\n"))
                .isEqualTo("""
                        package p

                        import data.a
                        import data.b

                        allow if {
                        \tx := input.a
                        \tx == 1
                        }
                        """);
    }

    @Test
    void commentsStayWhereTheyAre() {
        String text = """
                # The policy
                package p

                # Why
                allow if {
                \tinput.a # here

                \t# above
                \tinput.b
                }

                # the end
                """;
        assertThat(formatted(text)).isEqualTo(text);
    }

    @Test
    void listsKeepTheirLines() {
        assertThat(formatted("package p\n\nx := {\n  \"a\": [1,2], \"b\": {3},\n  \"c\": set()}\n"))
                .isEqualTo("""
                package p

                x := {
                \t"a": [1, 2], "b": {3},
                \t"c": set(),
                }
                """);
    }

    @Test
    void formattingTwiceChangesNothing() {
        String once = formatted("""
                package p
                f(x,y) := x+y*2 if x>1
                else := 3 if { y == 1 }
                q[k].r := [v | some v in input; v>1] if { k := "a" } # behind
                t if not f(1,2) == 3 with input.a as 1
                   with data.b as {"c":2}
                """);
        assertThat(formatted(once)).isEqualTo(once);
    }

    @Test
    void elseBehindOneLineStandsOnALineOfItsOwn() {
        assertThat(formatted("package p\n\nx := 1 if input.a else := 2\n"))
                .isEqualTo("package p\n\nx := 1 if input.a\n\nelse := 2\n");
    }

    @Test
    void oneStepOfAHeadKeepsItsBracketsUnlessOtherHeadsAreLonger() {
        assertThat(formatted("package p\n\nx.a := 1\n")).isEqualTo("package p\n\nx[\"a\"] := 1\n");
        assertThat(formatted("package p\n\nx[\"a\"] := 1\n\ny.b.c := 2\n"))
                .isEqualTo("package p\n\nx.a := 1\n\ny.b.c := 2\n");
    }

    @Test
    void unionsKeepTheParenthesesThatTheyHave() {
        String text = "package p\n\nx if {\n\t(input.a | input.b) == {1}\n}\n";
        assertThat(formatted(text)).isEqualTo(text);
    }

    @Test
    void logicalKeywordsKeepTheirBracketsWhereTheyAreKeywords() {
        String text = "package p\n\nimport future.keywords.and\n\nx := input[\"and\"]\n";
        assertThat(formatted(text)).isEqualTo(text);
        assertThat(formatted("package p\n\nx := input[\"and\"]\n")).isEqualTo("package p\n\nx := input.and\n");
    }
}
