package dev.agenticframework.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `agentic new`: starts a workflow and follows it.
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Start a workflow from a sentence, a template or a plan, and follow it until it ends or waits for approval.",
        footer = {
            "",
            "Examples:",
            "  agentic new \"Create a Go REST service called billing in staging, no database\"",
            "  agentic new --template microservice-rest-api --set serviceName=billing \\",
            "      --set language=go --set environment=dev"
        })
final class NewCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "SENTENCE", description = "The request, in English.")
    List<String> words = List.of();

    @Option(names = "--template", paramLabel = "NAME", description = "Use a software template instead of a sentence.")
    @Nullable
    String template;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Set a parameter of the template. Repeatable.")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--plan", paramLabel = "FILE", description = "Use your own plan: a JSON array of tasks.")
    @Nullable
    Path plan;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Idempotency key. Repeating a request with the same key starts nothing new.")
    @Nullable
    String key;

    @Option(names = "--detach", description = "Start the workflow and do not follow it.")
    boolean detach;

    @Mixin
    JsonOption output = new JsonOption();

    NewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = body();
        var api = session.startedApi();
        JsonNode workflow = api.post("/workflows", body, key == null ? Map.of() : Map.of("Idempotency-Key", key));
        String id = workflow.path("workflowId").asString("");
        var screen = session.screen();
        if (!output.json) {
            screen.line("Workflow " + screen.paint(Screen.Colour.BOLD, id));
            new WorkflowView(session).about(workflow).forEach(screen::line);
        }
        if (!detach) {
            workflow = new Watch(session, output.json).untilSettled(id);
        }
        if (output.json) {
            screen.line(Json.pretty(workflow));
        } else {
            show(workflow);
        }
        return WorkflowCommand.exitCode(workflow);
    }

    private void show(JsonNode workflow) {
        var screen = session.screen();
        var view = new WorkflowView(session);
        if (!screen.isTerminal() || detach) {
            view.tasks(workflow).forEach(screen::line);
        }
        screen.line("");
        view.outcome(workflow).forEach(screen::line);
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        if (!words.isEmpty()) {
            body.put("request", String.join(" ", words));
        }
        if (template != null) {
            body.put("template", template);
            body.put("parameters", parameters);
        }
        if (plan != null) {
            body.put("plan", read(plan));
        }
        return body;
    }

    static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "FILE_UNREADABLE",
                    "Cannot read '" + file + "'.",
                    "Check the path and its permissions.");
        } catch (JacksonException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "FILE_INVALID", "'" + file + "' is not valid JSON.", "Fix the file.");
        }
    }
}
