package dev.agenticframework.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What `templates/check` calls: `ProjectScripts PROJECT FOLDER` writes the scripts of a generated project's pipeline
/// (`lint.sh`, `test.sh`, `build.sh`) and of its service manifest (`service-build.sh`, `service-migrate.sh`,
/// `service-run.sh`) to the folder.
final class ProjectScripts {
    private ProjectScripts() {}

    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        JsonNode pipeline = read(project.resolve(".gitlab-ci.yml"));
        for (String job : List.of("lint", "test", "build")) {
            StringBuilder script = new StringBuilder();
            for (JsonNode variables :
                    List.of(pipeline.path("variables"), pipeline.path(job).path("variables"))) {
                variables
                        .properties()
                        .forEach(v -> script.append("export %s=\"%s\"\n"
                                .formatted(v.getKey(), v.getValue().asString())));
            }
            JsonNode before = pipeline.path(job).path("before_script");
            lines(before.isMissingNode() ? pipeline.path("default").path("before_script") : before, script);
            lines(pipeline.path(job).path("script"), script);
            Files.writeString(folder.resolve(job + ".sh"), script);
        }
        JsonNode service = read(project.resolve(".agentic/service.yaml")).path("spec");
        write(folder.resolve("service-build.sh"), service.path("build").path("script"));
        write(folder.resolve("service-migrate.sh"), service.path("migrate"));
        write(folder.resolve("service-run.sh"), service.path("run"));
    }

    private static JsonNode read(Path file) throws IOException {
        return TemplateYaml.read(file.toString(), Files.readString(file));
    }

    private static void write(Path file, JsonNode commands) throws IOException {
        StringBuilder script = new StringBuilder();
        lines(commands, script);
        Files.writeString(file, script);
    }

    private static void lines(JsonNode commands, StringBuilder script) {
        if (commands.isString()) {
            script.append(commands.asString()).append('\n');
        }
        commands.forEach(command -> script.append(command.asString()).append('\n'));
    }
}
