package dev.agenticframework.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import org.junit.jupiter.api.Test;

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
}
