package dev.agenticframework.regocli;

import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the input document.
final class InputOptions {
    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "The input document, as JSON or YAML.")
    private @Nullable Path file;

    @Option(
            names = {"-I", "--stdin-input"},
            description = "Read the input from standard input.")
    private boolean stdin;

    /// Reads the input, null if there is none.
    @Nullable
    Value read() {
        try {
            if (stdin) {
                return JsonText.parse(System.in.readAllBytes());
            }
            if (file == null) {
                return null;
            }
            String name = file.toString();
            return name.endsWith(".yaml") || name.endsWith(".yml")
                    ? YamlText.parse(Files.readString(file, StandardCharsets.UTF_8))
                    : JsonText.parse(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the input file '" + file + "'.", unreadable);
        }
    }
}
