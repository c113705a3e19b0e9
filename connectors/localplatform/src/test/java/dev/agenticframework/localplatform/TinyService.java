package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Projects of a small real service, with knobs for what may go wrong.
final class TinyService {

    private final String name;
    private final Map<String, String> knobs = new HashMap<>();
    private String build = "[\"echo building\", \"mkdir -p made && echo built > made/result\"]";
    private String more = "";

    TinyService(String name, String version) {
        this.name = name;
        knobs.put("version", "\"" + version + "\"");
    }

    TinyService with(String knob, Object value) {
        knobs.put(knob, value.toString());
        return this;
    }

    TinyService build(String yaml) {
        build = yaml;
        return this;
    }

    TinyService manifest(String yaml) {
        more = yaml;
        return this;
    }

    FileTree tree() {
        var manifest = """
                apiVersion: agenticframework.dev/v1
                kind: Service
                metadata: {name: %s}
                spec:
                  language: python
                  toolchain: [{command: python3, minimum: "3.11"}]
                  build:
                    cache: {key: [knobs.json], paths: [made]}
                    script: %s
                  run: "exec python3 tiny_service.py"
                  health: {live: /health/live, ready: /health/ready}
                %s
                """.formatted(name, build, more.indent(2));
        var knobText = new StringBuilder("{");
        knobs.forEach((knob, value) ->
                knobText.append(knobText.length() > 1 ? "," : "").append("\"" + knob + "\":" + value));
        return FileTree.of(Map.of(
                ServiceManifest.PATH,
                file(manifest),
                "knobs.json",
                file(knobText + "}"),
                "tiny_service.py",
                file(program())));
    }

    private static FileTree.Entry file(String text) {
        return new FileTree.Entry(text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static String program() {
        try (InputStream in = TinyService.class.getResourceAsStream("/tiny_service.py")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
