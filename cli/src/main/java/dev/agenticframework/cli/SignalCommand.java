package dev.agenticframework.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `agentic workflow signal`: reports that the external work that a task waits for has ended.
@Command(
        name = "signal",
        mixinStandardHelpOptions = true,
        description = "Report that the external work that a task waits for has ended.",
        footer = {"", "Example: agentic workflow signal wf-12345 t4 --handle pipeline/42"})
final class SignalCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The workflow's id, such as wf-12345.")
    String workflow = "";

    @Parameters(paramLabel = "TASK", description = "The task's id, such as t4.")
    String task = "";

    @Option(
            names = "--handle",
            paramLabel = "HANDLE",
            required = true,
            description = "Names the external work. 'agentic workflow show ID --json' prints it.")
    String handle = "";

    @Option(names = "--payload", paramLabel = "JSON", description = "A JSON object: a hint for the agent.")
    @Nullable
    String payload;

    @Mixin
    JsonOption output = new JsonOption();

    SignalCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = new LinkedHashMap<String, Object>(Map.of("handle", handle));
        if (payload != null) {
            body.put("payload", object(payload));
        }
        JsonNode receipt = session.api()
                .post(WorkflowCommand.path(workflow) + "/tasks/" + WorkflowCommand.encoded(task) + "/signal", body);
        session.screen().line(output.json ? Json.pretty(receipt) : outcome(receipt));
        return ExitCode.OK.code();
    }

    private static JsonNode object(String text) {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // Reported below, like JSON that is not an object.
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "PAYLOAD_INVALID",
                "The payload is not a JSON object.",
                "Write it as --payload '{\"status\": \"success\"}'.");
    }

    private static String outcome(JsonNode receipt) {
        return receipt.path("accepted").asBoolean()
                ? "The signal is accepted."
                : "The signal changed nothing: the task does not wait for it.";
    }
}
