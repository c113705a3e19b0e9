package dev.agenticframework.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Ends a command: printed as one clear error, never as a stack trace.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final String remedy;
    private final transient @Nullable JsonNode problem;

    /// @param code stable, upper snake case
    /// @param message what was wrong
    /// @param remedy what to do
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

    /// The failure in the API's form, for a command that did not ask the API.
    Map<String, String> view() {
        return Map.of("code", code, "detail", String.valueOf(getMessage()), "remedy", remedy);
    }

    /// The problem as the API told it, if it was the API.
    @Nullable
    JsonNode problem() {
        return problem;
    }
}
