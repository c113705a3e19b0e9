package dev.agenticframework.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Ends a command with an error message, never with a stack trace.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final String remedy;
    private final transient @Nullable JsonNode problem;

    /// @param code stable, upper snake case
    /// @param message what happened, to which input
    /// @param remedy what to do next
    public CommandFailure(ExitCode exit, String code, String message, String remedy) {
        this(exit, code, message, remedy, null);
    }

    CommandFailure(ExitCode exit, String code, String message, String remedy, @Nullable JsonNode problem) {
        super(message);
        this.exit = exit;
        this.code = code;
        this.remedy = remedy;
        this.problem = problem;
    }

    ExitCode exit() {
        return exit;
    }

    /// Stable, upper snake case.
    public String code() {
        return code;
    }

    String remedy() {
        return remedy;
    }

    /// The failure in the form of the API's errors, for commands that do not use the API.
    Map<String, String> view() {
        return Map.of("code", code, "detail", String.valueOf(getMessage()), "remedy", remedy);
    }

    /// The API's problem document, if the failure came from the API.
    @Nullable
    JsonNode problem() {
        return problem;
    }
}
