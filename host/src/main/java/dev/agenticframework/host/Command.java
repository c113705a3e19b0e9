package dev.agenticframework.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A command to run.
///
/// @param words the program and its arguments
/// @param directory where it runs
/// @param environment its whole environment. NUL characters, which no environment can hold, are left out of the values
/// @param unit what it belongs to, such as `staging/user-service/1`; [ProcessGroups] finds its processes by this name
public record Command(List<String> words, Path directory, Map<String, String> environment, String unit) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
