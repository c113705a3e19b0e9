package dev.agenticframework.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A command to run.
///
/// @param words the program and its arguments
/// @param directory where it runs
/// @param environment its whole environment. NUL characters, which no environment can hold, are left out of the values
/// @param unit what it belongs to, such as `staging/user-service/1`; [ProcessGroups] finds its processes by this name
/// @param launch how its process is started
public record Command(List<String> words, Path directory, Map<String, String> environment, String unit, Launch launch) {

    private static final File NO_INPUT = new File("/dev/null");

    /// Starts the process of a command, and gives it its input.
    public interface Launch {
        /// Starts it.
        ///
        /// @param builder has everything but the input
        Process start(ProcessBuilder builder) throws IOException;
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /// A command that gets no input.
    public Command(List<String> words, Path directory, Map<String, String> environment, String unit) {
        this(
                words,
                directory,
                environment,
                unit,
                builder -> builder.redirectInput(NO_INPUT).start());
    }
}
