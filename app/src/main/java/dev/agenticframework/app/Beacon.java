package dev.agenticframework.app;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The record of a running platform, in `platform.json` of `AGENTIC_HOME`.
///
/// @param instance a random name of this run, which `GET /health` also returns
/// @param isolation how well it isolates the code of others; see [dev.agenticframework.agentapi.connect.Connection]
record Beacon(long pid, String url, String instance, String isolation) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Optional<Beacon> read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            return Optional.of(new Beacon(
                    json.path("pid").asLong(-1),
                    json.path("url").asString(""),
                    json.path("instance").asString(""),
                    json.path("isolation").asString("")));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        DurableFiles.replace(
                file,
                MAPPER.writeValueAsBytes(Map.of("pid", pid, "url", url, "instance", instance, "isolation", isolation)));
    }
}
