package dev.agenticframework.codegen;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What `templates/check` calls: `RenderToFolder TEMPLATES NAME VALUES_JSON FOLDER`.
final class RenderToFolder {
    private RenderToFolder() {}

    public static void main(String[] arguments) {
        Checked<Path> written = TemplateCatalog.load(List.of(Path.of(arguments[0])))
                .render(arguments[1], JsonMapper.shared().readTree(arguments[2]))
                .then(tree -> TreeWriter.write(tree, Path.of(arguments[3])));
        if (written instanceof Checked.Refused<Path>(List<TemplateProblem> problems)) {
            problems.forEach(System.err::println);
            System.exit(1);
        }
    }
}
