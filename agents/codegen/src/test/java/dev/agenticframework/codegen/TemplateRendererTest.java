package dev.agenticframework.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.codegen.TemplateProblem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplateRendererTest {
    private static final String HEAD = """
            apiVersion: scaffolder.backstage.io/v1beta3
            kind: Template
            metadata: {name: t}
            spec:
              parameters:
                - required: [name]
                  properties:
                    name: {type: string, maxLength: 200}
                    count: {type: integer, default: 2, minimum: 1, maximum: 5}
                    list: {type: array, default: [a, b]}
                    optional: {type: string}
              steps:
            """;
    private static final String STEP = """
                - id: code
                  action: fetch:template
                  input:
                    url: ./skeleton
                    values:
                      name: ${{ parameters.name }}
                      count: ${{ parameters.count }}
                      list: ${{ parameters.list }}
                      optional: ${{ parameters.optional }}
                      nested: {text: "n ${{ parameters.name }}"}
            """;

    @TempDir
    Path folder;

    Path template;

    @BeforeEach
    void anEmptyTemplate() throws IOException {
        template = folder.resolve("t");
        write("template.yaml", HEAD + STEP);
        write("skeleton/keep.txt", "kept\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "${{ values.name }}~user-service",
                "${{values.name}}!~user-service!",
                "{{ .Values.x }} ${X} $${{ values.count }}~{{ .Values.x }} ${X} $2",
                "${{ values.name | replace('-', '_') | upper }}~USER_SERVICE",
                "${{ values.name | title }} ${{ values.name | capitalize }}~User-service User-service",
                "{% if values.count > 1 %}many{% else %}one{% endif %}~many",
                "{% if values.optional %}yes{% else %}no{% endif %}~no",
                "[${{ values.optional }}]~[]",
                "${{ values.optional | default('d', true) }}~d",
                "{% for x in values.list %}${{ loop.index }}${{ x }}{% if not loop.last %},{% endif %}{% endfor %}~1a,2b",
                "{% raw %}${{ values.name }}{% endraw %}~${{ values.name }}",
                "a{# comment #}b~ab",
                "${{ values.nested.text }}~n user-service",
                "{% set x = values.name %}${{ x }}~user-service",
                "a {%- if true %} b {% endif -%} c~a b c",
                "${{ values.count + 1 }} ${{ values.count == 2 }}~3 true",
                "\\n ${{ 'a' }}~\\n a",
            })
    void rendersTheCommonGroundOfNunjucksAndJinja(String source, String expected) throws IOException {
        write("skeleton/f", source);
        assertThat(tree().entries().get("f").text()).isEqualTo(expected);
    }

    @Test
    void doesNotRenderWhatAValueContains() throws IOException {
        write("skeleton/f", "${{ values.name }}");
        assertThat(rendered("{\"name\": \"${{ values.count }}{% if %}{{x}}\"}")
                        .entries()
                        .get("f")
                        .text())
                .isEqualTo("${{ values.count }}{% if %}{{x}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a\\n\\n${{ values.nope }}~3~nope",
                "a\\n${{ nope }}~2~nope",
                "{% if values.nope %}x{% endif %}~1~nope",
                "{% if values.name %}\\n\\n${{ values.nope }}{% endif %}~3~nope",
                "${{ values.name.length }}~1~length",
                "${{ values.name.class }}~1~class",
                "a\\n{% if true %}~2~endif",
                "a\\n${{ values.name~2~",
                "${{ values.name | nofilter }}~1~nofilter",
            })
    void namesFileAndLineOfWhatIsWrong(String source, int line, String word) throws IOException {
        write("skeleton/dir/f.txt", source.replace("\\n", "\n"));
        TemplateProblem problem = refused("{\"name\": \"x\"}").getFirst();
        assertThat(problem.code()).isEqualTo(Code.RENDER_FAILED);
        assertThat(problem.where()).isEqualTo("skeleton/dir/f.txt:" + line);
        if (word != null) {
            assertThat(problem.message()).contains(word);
        }
        assertThat(problem.message()).doesNotContain("Exception").doesNotContain("com.hubspot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ values.name.repeat(1000000) }}",
                "${{ values.name.getClass() }}",
                "${{ ''.class.forName('java.lang.Runtime') }}",
                "${{ values.list.add('x') }}",
                "${{ values.getClass() }}",
                "{% include '/etc/passwd' %}",
                "{% import '/etc/passwd' as x %}",
                "{% extends 'x' %}",
                "{% macro m() %}{% endmacro %}",
                "{% do values.list.append('x') %}",
                "${{ ____int3rpr3t3r____.config }}",
                "${{ loop.class }}",
                "${{ '%2000000000d' | format(1) }}",
                "${{ 'x' | fromjson }}",
                "${{ unixtimestamp() }}",
                "${{ 1 | random }}",
            })
    void giveTemplatesNoAccessToTheMachine(String source) throws IOException {
        write("skeleton/f", source);
        assertThat(refused("{\"name\": \"x\"}").getFirst().code()).isEqualTo(Code.RENDER_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(1000) %}{% for b in range(1000) %}${{ a }}{% endfor %}{% endfor %}",
                "{% for a in range(1000000000) %}{% for b in range(1000) %}x{% endfor %}{% endfor %}",
                "{% set x = 'aaaaaaaaaa' %}{% for i in range(1000) %}{% set x = x ~ x %}{% endfor %}${{ x }}",
                "{% set x = 'a' %}{% for i in range(1000) %}{% set x = x | replace('a', 'aaaaaaaaaa') %}{% endfor %}${{ x }}",
                "{% set x = [1] %}{% for i in range(1000) %}{% set x = x + x %}{% endfor %}${{ x }}",
            })
    void boundsWhatATemplateCanUse(String source) throws IOException {
        write("skeleton/f", source);
        assertThat(refused("{\"name\": \"x\"}").getFirst().code()).isIn(Code.RENDER_LIMIT, Code.RENDER_FAILED);
    }

    @Test
    void saysThatRenderingIsTooLongHoweverDeepItIs() throws IOException {
        write(
                "skeleton/f",
                "{% set l = [1,2,3,4,5,6,7,8,9] %}" + "{% for a in l %}".repeat(9) + "x" + "{% endfor %}".repeat(9));
        TemplateProblem problem = refused("{\"name\": \"x\"}").getFirst();
        assertThat(problem.code()).isEqualTo(Code.RENDER_LIMIT);
        assertThat(problem.message()).contains("steps");
    }

    @Test
    void namesAnUnknownValueInPlainWords() throws IOException {
        write("skeleton/f", "a\n${{ values.nope }}");
        TemplateProblem problem = refused("{\"name\": \"x\"}").getFirst();
        assertThat(problem.where()).isEqualTo("skeleton/f:2");
        assertThat(problem.message()).contains("'nope' is not defined").doesNotContain("Undeclared");
    }

    @Test
    void validationFindsMustacheThatIsNotClosed() throws IOException {
        write("skeleton/f.mustache", "{{#name}} open");
        assertThat(TemplateCatalog.validate(template))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.problems().toString()).contains("f.mustache"));
    }

    @Test
    void rendersNamesOfFilesAndFolders() throws IOException {
        write("skeleton/${{ values.name }}/${{ values.name }}.txt", "x");
        write("skeleton/{% if values.count == 1 %}one{% endif %}/f.txt", "x");
        assertThat(tree().entries().keySet()).containsExactly("keep.txt", "user-service/user-service.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x", "a/../../b", ".git/hooks/pre-commit", "a/.GIT/x", "..", "a\\\\..\\\\b", "a\\u0000b"})
    void refusesNamesThatLeadOutOfTheTree(String name) throws IOException {
        write("skeleton/d/${{ values.name }}", "x");
        assertThat(refused("{\"name\": \"" + name + "\"}").getFirst().code()).isEqualTo(Code.RENDER_FAILED);
    }

    @Test
    void refusesASkeletonOutsideTheTemplate() throws IOException {
        write("template.yaml", HEAD + STEP.replace("./skeleton", "../../../etc"));
        assertThat(refused("{\"name\": \"x\"}").getFirst().message()).contains("leads out");
    }

    @Test
    void refusesALinkInTheTemplate() throws IOException {
        Files.createSymbolicLink(template.resolve("skeleton/link"), Path.of("/etc/passwd"));
        TemplateCatalog catalog = TemplateCatalog.load(List.of(folder));
        assertThat(catalog.list()).isEmpty();
        assertThat(catalog.problems().getFirst().where()).endsWith("skeleton/link");
    }

    @Test
    void skipsAStepWhoseConditionDoesNotHold() throws IOException {
        write(
                "template.yaml",
                HEAD
                        + STEP
                        + STEP.replace("id: code", "id: more\n      if: ${{ parameters.count == 1 }}")
                                .replace("./skeleton", "./more"));
        write("more/more.txt", "x");
        assertThat(tree().entries()).containsOnlyKeys("keep.txt");
        assertThat(rendered("{\"name\":\"x\",\"count\":1}").entries()).containsOnlyKeys("keep.txt", "more.txt");
    }

    @Test
    void copiesWhatIsNotToBeTemplatedAndWhatIsNotText() throws IOException {
        write("template.yaml", HEAD + STEP + "        copyWithoutTemplating: ['raw/**']\n");
        write("skeleton/raw/${{ values.name }}.txt", "${{ values.nope }}");
        Files.write(template.resolve("skeleton/image"), new byte[] {0, 1, '$', '{', '{', (byte) 0xff});
        assertThat(tree().entries().get("raw/user-service.txt").text()).isEqualTo("${{ values.nope }}");
        assertThat(tree().entries().get("image").content()).containsExactly(0, 1, '$', '{', '{', 0xff);
    }

    @Test
    void rendersMustacheByItsEnding() throws IOException {
        write("skeleton/f.txt.mustache", "{{name}} <{{{values.name}}}>{{#list}} {{.}}{{/list}} $");
        assertThat(tree().entries().get("f.txt").text()).isEqualTo("user-service <user-service> a b $");
    }

    @Test
    void mustacheNamesFileAndLineOfAnUnknownName() throws IOException {
        write("skeleton/f.mustache", "a\n{{nope}}");
        assertThat(refused("{\"name\":\"x\"}").getFirst().where()).isEqualTo("skeleton/f.mustache:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{> /etc/passwd}}", "{{name.class.name}}", "{{#name}}{{class}}{{/name}}", "{{#x}}"})
    void mustacheGivesNoAccessEither(String source) throws IOException {
        write("skeleton/f.mustache", source);
        assertThat(refused("{\"name\":\"x\"}").getFirst().code()).isEqualTo(Code.RENDER_FAILED);
    }

    @Test
    void keepsExecutableFilesExecutable() throws IOException {
        assertThat(template.resolve("skeleton/keep.txt").toFile().setExecutable(true))
                .isTrue();
        assertThat(tree().entries().get("keep.txt").executable()).isTrue();
    }

    @Test
    void refusesToGenerateAFileTwice() throws IOException {
        write("template.yaml", HEAD + STEP + STEP.replace("id: code", "id: again"));
        assertThat(refused("{\"name\":\"x\"}").getFirst().message()).contains("twice");
    }

    @Test
    void refusesAPathInsideAFile() throws IOException {
        write("skeleton/a", "file");
        write("skeleton/${{ values.name }}/b", "inside");
        var problem = refused("{\"name\":\"a\"}").getFirst();
        assertThat(problem.code()).isEqualTo(Code.RENDER_FAILED);
        assertThat(problem.message()).contains("'a/b' is inside 'a'");
    }

    @Test
    void writesAllOrNothing() throws IOException {
        FileTree tree = tree();
        Path target = folder.resolve("out/project");
        assertThat(TreeWriter.write(tree, target)).isInstanceOf(Checked.Ok.class);
        assertThat(target.resolve("keep.txt")).hasContent("kept");
        assertThat(target.getParent())
                .isDirectoryNotContaining(p -> p.getFileName().toString().startsWith("."));
        assertThat(TreeWriter.write(tree, target))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        r -> assertThat(r.problems().toString()).contains("not empty"));
    }

    @Test
    void leavesNothingBehindWhenItCannotWrite() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(TreeWriter.write(tree(), file)).isInstanceOf(Checked.Refused.class);
        assertThat(TreeWriter.write(tree(), file.resolve("below"))).isInstanceOf(Checked.Refused.class);
        assertThat(file).isEmptyFile();
    }

    private void write(String path, String text) throws IOException {
        Path file = template.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private FileTree tree() {
        return rendered("{\"name\": \"user-service\"}");
    }

    private FileTree rendered(String values) {
        return switch (render(values)) {
            case Checked.Ok<FileTree>(FileTree tree) -> tree;
            case Checked.Refused<FileTree>(List<TemplateProblem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }

    private List<TemplateProblem> refused(String values) {
        return switch (render(values)) {
            case Checked.Ok<FileTree>(FileTree tree) ->
                throw new AssertionError("rendered " + tree.entries().keySet());
            case Checked.Refused<FileTree>(List<TemplateProblem> problems) -> problems;
        };
    }

    private Checked<FileTree> render(String values) {
        TemplateCatalog catalog = TemplateCatalog.load(List.of(folder));
        assertThat(catalog.problems()).isEmpty();
        JsonNode json = JsonMapper.shared().readTree(values);
        return catalog.render("t", json);
    }
}
