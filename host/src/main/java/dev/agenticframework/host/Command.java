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

    /// Starts the process of a command, and gives it its input.
    public interface Launch {
        /// Where the input of the process comes from.
        ProcessBuilder.Redirect input();

        /// Starts it.
        ///
        /// @param starter starts the process in the thread that calls it, with the input that was asked for
        Process start(Starter starter) throws IOException;
    }

    /// Starts a process.
    public interface Starter {
        /// Starts it once.
        Process start() throws IOException;
    }

    /// A process that gets no input.
    private record Plain() implements Launch {
        @Override
        public ProcessBuilder.Redirect input() {
            return ProcessBuilder.Redirect.from(new File("/dev/null"));
        }

        @Override
        public Process start(Starter starter) throws IOException {
            return starter.start();
        }
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /// A command that gets no input.
    public Command(List<String> words, Path directory, Map<String, String> environment, String unit) {
        this(words, directory, environment, unit, new Plain());
    }
}
