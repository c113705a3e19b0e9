package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `agentic plan`: shows a plan, and starts nothing.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Show the plan for a request. Starts nothing.",
        footer = {
            "",
            "Examples:",
            "  agentic plan \"Create a Python service called orders with PostgreSQL in dev\"",
            "  agentic plan --batch requests.jsonl --json",
            "",
            "Each line of requests.jsonl is an object: {\"id\": ..., \"say\": \"a sentence\"}"
        })
final class PlanCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "SENTENCE", description = "The request, in English.")
    List<String> words = List.of();

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Plan each line of a JSONL file, and print one JSON object per line.")
    @Nullable
    Path batch;

    @Mixin
    JsonOption output = new JsonOption();

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (batch != null) {
            batch(batch);
            return ExitCode.OK.code();
        }
        JsonNode plan = session.offline().plan(String.join(" ", words));
        var screen = session.screen();
        if (output.json) {
            screen.line(Json.pretty(plan));
        } else {
            var view = new PlanView(screen);
            (text(plan, "status").equals("planned") ? view.plan(plan) : view.explain(plan)).forEach(screen::line);
        }
        return switch (text(plan, "status")) {
            case "planned" -> ExitCode.OK.code();
            case "unavailable" -> ExitCode.UNAVAILABLE.code();
            default -> ExitCode.UNCLEAR.code();
        };
    }

    private void batch(Path file) {
        var offline = session.offline();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    session.screen().line(Json.line(planned(offline, line, number)));
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "FILE_UNREADABLE",
                    "Cannot read '" + file + "'.",
                    "Check the path and its permissions.");
        }
    }

    private static JsonNode planned(Offline offline, String line, int number) {
        try {
            JsonNode request = Json.MAPPER.readTree(line);
            var answer = Json.MAPPER.createObjectNode();
            answer.set("id", request.path("id"));
            answer.setAll((ObjectNode) offline.plan(text(request, "say")));
            return answer;
        } catch (JacksonException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "FILE_INVALID",
                    "Line " + number + " is not valid JSON.",
                    "Write one JSON object per line.");
        }
    }
}
