package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    private static final String GOOD = """
            apiVersion: agenticframework.dev/v1
            kind: Service
            metadata: {name: user-service}
            spec:
              language: python
              toolchain: [{command: python3, minimum: "3.11"}]
              build:
                cache: {key: [requirements.txt], paths: [.venv]}
                script: ["python3 -m venv .venv"]
              migrate: ".venv/bin/python -m alembic upgrade head"
              run: "exec .venv/bin/python -m app"
              health: {live: /health/live, ready: /health/ready}
              metrics: /metrics
              openapi: /openapi.json
              resources: [{type: postgresql, name: main, variable: DATABASE_URL}]
            """;

    @Test
    void manifestIsReadWhole() {
        var manifest = ManifestReader.read(GOOD);

        assertThat(manifest.name()).isEqualTo("user-service");
        assertThat(manifest.cache().orElseThrow().paths()).containsExactly(".venv");
        assertThat(manifest.migrate()).isPresent();
        assertThat(manifest.resources()).extracting("variable").containsExactly("DATABASE_URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "language: python            | language: cobol              | spec.language",
                "kind: Service               | kind: Secret                 | kind",
                "run: \"exec                 | runs: \"exec                 | spec.runs",
                "paths: [.venv]              | paths: [../../etc]           | spec.build.cache.paths[0]",
                "paths: [.venv]              | paths: [/etc]                | spec.build.cache.paths[0]",
                "key: [requirements.txt]     | key: [a/../../b]             | spec.build.cache.key[0]",
                "minimum: \"3.11\"           | minimum: 3.11                | spec.toolchain[0].minimum",
                "command: python3            | command: \"sh -c id\"        | spec.toolchain[0].command",
                "ready: /health/ready        | ready: \"http://elsewhere/\" | spec.health.ready",
                "variable: DATABASE_URL      | variable: \"A=B\"            | spec.resources[0].variable",
                "name: main                  | name: \"x; DROP\"            | spec.resources[0].name",
                "type: postgresql            | type: oracle                 | spec.resources[0].type",
            })
    void wrongKeyIsNamed(String good, String bad, String place) {
        assertThat(GOOD).contains(good);

        assertThatThrownBy(() -> ManifestReader.read(GOOD.replace(good, bad)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("MANIFEST_INVALID")
                .hasMessageContaining(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "just text",
                "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
                "a: 1\na: 2",
                "!!javax.script.ScriptEngineManager [x]",
                "{{{{{{",
                "? [a]\n: b",
            })
    void hostileFileIsRefused(String yaml) {
        assertThatThrownBy(() -> ManifestReader.read(yaml)).hasMessageContaining("MANIFEST_INVALID");
    }

    @Test
    void hugeFileIsRefused() {
        assertThatThrownBy(() -> ManifestReader.read(GOOD + "#".repeat(ManifestReader.MAX_CHARS)))
                .hasMessageContaining("MANIFEST_INVALID");
    }

    @Test
    void deeplyNestedFileIsRefused() {
        assertThatThrownBy(() -> ManifestReader.read("[".repeat(20_000))).hasMessageContaining("MANIFEST_INVALID");
    }

    @Test
    void errorNamesTheLine() {
        assertThatThrownBy(() -> ManifestReader.read(GOOD.replace("language: python", "language: cobol")))
                .hasMessageContaining("line 5: spec.language cannot have the value 'cobol'.");
        assertThatThrownBy(() -> ManifestReader.read("a: 1\nb: [1,\nc: 2\n")).hasMessageContaining("line 4: expected");
    }
}
