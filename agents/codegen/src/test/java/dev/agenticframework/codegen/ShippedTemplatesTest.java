package dev.agenticframework.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The templates that the project comes with.
class ShippedTemplatesTest {
    private static final Path FOLDER = Path.of("../../templates");
    private static final String NAME = "microservice-rest-api";
    private static final TemplateCatalog CATALOG = TemplateCatalog.load(List.of(FOLDER));

    @Test
    void areValid() {
        assertThat(CATALOG.problems()).isEmpty();
        assertThat(TemplateCatalog.validate(FOLDER.resolve(NAME)).then(t -> new Checked.Ok<>(t.name())))
                .isEqualTo(new Checked.Ok<>(NAME));
    }

    @ParameterizedTest
    @CsvSource({"python", "nodejs", "go", "java"})
    void renderTheSameBytesEveryTime(String language) {
        FileTree first = rendered(CATALOG, language, "postgresql");
        FileTree second = rendered(TemplateCatalog.load(List.of(FOLDER)), language, "postgresql");
        assertThat(second.toZip()).isEqualTo(first.toZip());
    }

    @ParameterizedTest
    @CsvSource({
        "python,postgresql", "python,none", "nodejs,postgresql", "nodejs,none",
        "go,postgresql", "go,none", "java,postgresql", "java,none"
    })
    void haveWhatEveryProjectHas(String language, String database) {
        FileTree tree = rendered(CATALOG, language, database);
        assertThat(tree.entries().keySet())
                .contains(
                        ".agentic/answers.yaml",
                        ".agentic/service.yaml",
                        ".gitlab-ci.yml",
                        ".dockerignore",
                        ".gitignore",
                        "Dockerfile",
                        "README.md",
                        "catalog-info.yaml",
                        "docs/architecture.md",
                        "mkdocs.yml");
        assertThat(tree.entries().keySet().stream().anyMatch(path -> path.startsWith("terraform/")))
                .isEqualTo(database.equals("postgresql"));
        assertThat(tree.entries().get("README.md").text().contains("memory")).isEqualTo(database.equals("none"));
        JsonNode service = yaml(tree, ".agentic/service.yaml");
        assertThat(service.path("metadata").path("name").asString()).isEqualTo("user-service");
        assertThat(service.path("spec").path("migrate").isMissingNode()).isEqualTo(database.equals("none"));
        assertThat(yaml(tree, ".gitlab-ci.yml").path("test").path("script").isArray())
                .isTrue();
        tree.entries()
                .forEach((path, file) -> assertThat(file.text())
                        .as(path)
                        .doesNotContain("${{ values")
                        .doesNotContain("{% if"));
    }

    @Test
    void recordTheAnswersAndTheVersion() {
        JsonNode answers = yaml(rendered(CATALOG, "python", "none"), ".agentic/answers.yaml");
        Template template = ((Checked.Ok<Template>) CATALOG.find(NAME)).value();
        assertThat(answers.path("template").asString()).isEqualTo(NAME);
        assertThat(answers.path("version").asString()).isEqualTo(template.version());
        assertThat(answers.path("parameters").path("resource").asString()).isEqualTo("user");
        assertThat(answers.path("parameters").path("replicas").asInt()).isEqualTo(2);
    }

    @Test
    void areOverriddenByAnEarlierFolder(@TempDir Path folder) throws java.io.IOException {
        Path own = Files.createDirectories(folder.resolve("mine/skeleton"));
        Files.writeString(own.resolve("only.txt"), "mine");
        Files.writeString(folder.resolve("mine/template.yaml"), """
                apiVersion: scaffolder.backstage.io/v1beta3
                kind: Template
                metadata: {name: microservice-rest-api}
                spec: {steps: [{id: code, action: "fetch:template", input: {url: ./skeleton}}]}
                """);
        TemplateCatalog catalog = TemplateCatalog.load(List.of(folder, FOLDER));
        assertThat(catalog.render(NAME, JsonMapper.shared().readTree("{}")))
                .isInstanceOfSatisfying(
                        Checked.Ok.class,
                        ok -> assertThat(((FileTree) ok.value()).entries()).containsOnlyKeys("only.txt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[~YAML",
                "kind: Template~apiVersion",
                "apiVersion: scaffolder.backstage.io/v1beta3~kind",
                "a: &a [x,x,x,x]\\nb: &b [*a,*a,*a,*a]\\nc: &c [*b,*b,*b,*b]\\nd: &d [*c,*c,*c,*c]\\ne: [*d,*d,*d]~",
                "apiVersion: scaffolder.backstage.io/v1beta3\\nkind: Template\\nmetadata: {name: ../x}~metadata.name",
                "apiVersion: scaffolder.backstage.io/v1beta3\\nkind: Template\\nmetadata: {name: x}~spec.steps",
            })
    void areRefusedWithTheReasonWhenTheyAreBroken(String text, String word, @TempDir Path folder)
            throws java.io.IOException {
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/template.yaml"), text.replace("\\n", "\n"));
        TemplateCatalog catalog = TemplateCatalog.load(List.of(folder, FOLDER));
        assertThat(catalog.list()).extracting(Template::name).containsExactly(NAME);
        assertThat(catalog.problems()).hasSize(1);
        if (word != null) {
            assertThat(catalog.problems().getFirst().message()).contains(word);
        }
    }

    private static JsonNode yaml(FileTree tree, String path) {
        return TemplateYaml.read(path, tree.entries().get(path).text());
    }

    static FileTree rendered(TemplateCatalog catalog, String language, String database) {
        JsonNode values = JsonMapper.shared()
                .createObjectNode()
                .put("serviceName", "user-service")
                .put("language", language)
                .put("database", database);
        return switch (catalog.render(NAME, values)) {
            case Checked.Ok<FileTree>(FileTree tree) -> tree;
            case Checked.Refused<FileTree>(List<TemplateProblem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }
}
