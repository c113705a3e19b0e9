package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic template ...`: works with software templates.
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = "List, show, render and validate software templates.")
final class TemplateCommand {
    private final Session session;

    TemplateCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the templates.")
    int list(@Mixin JsonOption output) {
        List<JsonNode> templates = session.offline().templates();
        if (output.json) {
            session.screen().line(Json.pretty(Map.of("items", templates)));
            return ExitCode.OK.code();
        }
        var table = new Table("TEMPLATE", "VERSION", "TITLE");
        templates.forEach(
                template -> table.row(text(template, "name"), text(template, "version"), text(template, "title")));
        table.lines(session.screen()).forEach(session.screen()::line);
        return ExitCode.OK.code();
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show a template and its parameters.")
    int show(
            @Parameters(paramLabel = "NAME", description = "The name of the template.") String name,
            @Mixin JsonOption output) {
        session.screen().line(Json.pretty(session.offline().template(name)));
        return ExitCode.OK.code();
    }

    @Command(
            name = "render",
            mixinStandardHelpOptions = true,
            description = "Render a template into a new or empty directory.",
            footer = {
                "",
                "Example:",
                "  agentic template render microservice-rest-api --values values.json \\",
                "      --output preview"
            })
    int render(
            @Parameters(paramLabel = "NAME", description = "The name of the template.") String name,
            @Option(
                            names = "--values",
                            required = true,
                            paramLabel = "FILE",
                            description = "The parameters: a file with a JSON object.")
                    Path values,
            @Option(names = "--output", required = true, paramLabel = "DIR", description = "The directory to write to.")
                    Path directory,
            @Mixin JsonOption output) {
        List<String> files = session.offline().render(name, NewCommand.read(values), directory);
        if (output.json) {
            session.screen()
                    .line(Json.pretty(Map.of("template", name, "directory", directory.toString(), "files", files)));
        } else {
            files.forEach(session.screen()::line);
        }
        return ExitCode.OK.code();
    }

    @Command(name = "validate", mixinStandardHelpOptions = true, description = "Check a folder of templates.")
    int validate(
            @Parameters(paramLabel = "DIR", description = "A folder of templates, such as templates.") Path folder,
            @Mixin JsonOption output) {
        List<String> problems = session.offline().validateTemplates(folder);
        if (output.json) {
            session.screen().line(Json.pretty(Map.of("valid", problems.isEmpty(), "problems", problems)));
            return problems.isEmpty() ? ExitCode.OK.code() : ExitCode.FAILED.code();
        }
        problems.forEach(session.screen()::line);
        if (problems.isEmpty()) {
            session.screen().line("The templates are valid.");
        }
        return problems.isEmpty() ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
}
