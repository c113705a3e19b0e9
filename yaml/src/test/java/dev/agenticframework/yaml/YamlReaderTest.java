package dev.agenticframework.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    private static Mapping map(String text) throws YamlException {
        return (Mapping) YamlReader.read("f.yml", text, Dialect.LENIENT).orElseThrow();
    }

    private static Scalar scalar(Mapping map, String key) {
        return (Scalar) map.entries().get(key);
    }

    @Test
    void everyValueKnowsItsLine() throws YamlException {
        var map = map("a: 1\nb:\n  - x\n  - c: y\n");

        assertThat(map.at("b")).isEqualTo(new Place("f.yml", 2, 1));
        var items = ((Sequence) map.entries().get("b")).items();
        assertThat(items.get(0).place().line()).isEqualTo(3);
        assertThat(((Mapping) items.get(1)).at("c").line()).isEqualTo(4);
    }

    @Test
    void scalarsMeanWhatTheirAuthorsThink() throws YamlException {
        var map = map("a: 1\nb: 1.5\nc: true\nd: yes\ne: ~\nf:\ng: '1'\nh: text\n");

        assertThat(map.entries().values().stream().map(v -> ((Scalar) v).kind()))
                .containsExactly(
                        Kind.INTEGER,
                        Kind.DECIMAL,
                        Kind.BOOLEAN,
                        Kind.BOOLEAN,
                        Kind.NULL,
                        Kind.NULL,
                        Kind.TEXT,
                        Kind.TEXT);
    }

    @Test
    void mergeKeyGivesWhatTheMappingDoesNotSayItself() throws YamlException {
        var map = map("base: &b {x: 1, y: 2}\nother: &o {z: 3}\njob:\n  <<: [*b, *o]\n  y: 9\n");
        var job = (Mapping) map.entries().get("job");

        assertThat(scalar(job, "x").text()).isEqualTo("1");
        assertThat(scalar(job, "y").text()).isEqualTo("9");
        assertThat(scalar(job, "z").text()).isEqualTo("3");
        assertThat(job.entries()).doesNotContainKey("<<");
    }

    @Test
    void tagsOfTheAuthorAreKept() throws YamlException {
        var reference = map("a: !reference [.b, script]\n").entries().get("a");

        assertThat(reference.tag()).isEqualTo("!reference");
        assertThat(((Sequence) reference).items()).hasSize(2);
    }

    @Test
    void brokenDocumentNamesTheLine() {
        assertThatThrownBy(() -> YamlReader.read("f.yml", "a: 1\nb: [1,\nc: 2\n", Dialect.LENIENT))
                .isInstanceOfSatisfying(
                        YamlException.class, e -> assertThat(e.place().line()).isGreaterThan(1))
                .hasMessageMatching(".* \\(column [1-9]\\)");
    }

    @Test
    void aliasesOfAliasesAreStopped() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        assertThatThrownBy(() -> YamlReader.read("f.yml", bomb.toString())).hasMessageContaining("values");
    }

    @Test
    void deepNestingAndRecursionAreStopped() {
        assertThatThrownBy(() -> YamlReader.read("f.yml", "[".repeat(5000) + "]".repeat(5000)))
                .isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> YamlReader.read("f.yml", "a: &a [*a]\n", Dialect.LENIENT))
                .isInstanceOf(YamlException.class);
    }

    private static void refused(String text, String problem) {
        assertThatThrownBy(() -> YamlReader.read("f.yml", text))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void repeatedKeyIsRefusedInOurFormatsAndReplacedInThoseOfOthers() throws YamlException {
        refused("a: 1\nb: 2\na: 3\n", "a");
        assertThat(scalar(map("a: 1\nb: 2\na: 3\n"), "a").text()).isEqualTo("3");
    }

    @Test
    void tagIsRefusedInOurFormats() {
        refused("a: !reference [x]\n", "!reference");
        refused("a: !!javax.script.ScriptEngineManager [x]\n", "javax.script");
    }

    @Test
    void onlyTrueAndFalseAreBooleansInOurFormats() throws YamlException {
        var map = (Mapping)
                YamlReader.read("f.yml", "a: yes\nb: true\nc: !!str true\n").orElseThrow();

        assertThat(scalar(map, "a").kind()).isEqualTo(Kind.TEXT);
        assertThat(scalar(map, "b").isTrue()).isTrue();
        assertThat(scalar(map, "c").kind()).isEqualTo(Kind.TEXT);
        assertThat(scalar(map("a: On"), "a").isTrue()).isTrue();
    }

    @Test
    void aliasesAndMergeKeysWorkInOurFormats() throws YamlException {
        var map = (Mapping)
                YamlReader.read("f.yml", "a: &a {x: 1}\nb: *a\nc: {<<: *a}\n").orElseThrow();

        assertThat(scalar((Mapping) map.entries().get("b"), "x").text()).isEqualTo("1");
        assertThat(scalar((Mapping) map.entries().get("c"), "x").text()).isEqualTo("1");
    }

    @Test
    void fileThatIsTooLargeIsRefused() {
        refused("#".repeat(YamlReader.MAX_CHARS + 1), "characters");
    }

    @Test
    void secondDocumentIsRefusedWhereOneIsExpected() {
        refused("a: 1\n---\nb: 2\n", "second document");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0644 | INTEGER | 420",
                "-017 | INTEGER | -15",
                "09 | TEXT | 09",
                "0o17 | TEXT | 0o17",
                "0b101 | INTEGER | 5",
                "0xfF | INTEGER | 255",
                "2_500 | INTEGER | 2500",
                "2,500 | INTEGER | 2500",
                "+7 | INTEGER | 7",
                "1:30 | INTEGER | 5400",
                "1:30:05 | INTEGER | 5405",
                "1.50 | DECIMAL | 1.5",
                "2.0 | DECIMAL | 2.0",
                ".25 | DECIMAL | 0.25",
                "1.5e+3 | DECIMAL | 1500.0",
                "1.0e+20 | DECIMAL | 1.0e+20",
                "1.0e-5 | DECIMAL | 1.0e-05",
                "1.5e3 | TEXT | 1.5e3",
                "2e3 | TEXT | 2e3",
                "1.2.3 | TEXT | 1.2.3",
                "Yes | BOOLEAN | true",
                "OFF | BOOLEAN | false",
                "y | TEXT | y",
                "NULL | NULL | ''",
                "~ | NULL | ''",
                ":symbol | TEXT | symbol",
                "2024-02-30 | TEXT | 2024-02-30",
                "\"0644\" | TEXT | 0644",
                "!!str 0644 | TEXT | 0644",
                "12 apples | TEXT | 12 apples"
            })
    void rubyGivesScalarsTypesOfItsOwn(String written, Kind kind, String text) throws YamlException {
        var map = (Mapping)
                YamlReader.read("f.yml", "a: " + written + "\n", Dialect.RUBY).orElseThrow();

        assertThat(scalar(map, "a").kind()).isEqualTo(kind);
        assertThat(scalar(map, "a").text()).isEqualTo(text);
    }

    @Test
    void rubyMergesInTheOrderOfTheDocument() throws YamlException {
        var map = (Mapping) YamlReader.read("f.yml", """
                        x: &x {a: x, b: x}
                        y: &y {b: y, c: y}
                        z:
                          a: own
                          <<: *x
                          <<: *y
                          c: own
                        list: {<<: [*x, *y]}
                        """, Dialect.RUBY).orElseThrow();

        assertThat(texts((Mapping) map.entries().get("z"))).containsExactly("a=x", "b=y", "c=own");
        assertThat(texts((Mapping) map.entries().get("list"))).containsExactlyInAnyOrder("a=x", "b=x", "c=y");
    }

    private static List<String> texts(Mapping map) {
        return map.entries().keySet().stream()
                .map(key -> key + "=" + scalar(map, key).text())
                .toList();
    }
}
