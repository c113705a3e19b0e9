package dev.agenticframework.regocli;

import dev.agenticframework.rego.bundle.LoadFailure;
import dev.agenticframework.rego.bundle.PolicyFiles;
import dev.agenticframework.rego.format.PolicyFormatter;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego fmt`: formats policies.
@Command(
        name = "fmt",
        mixinStandardHelpOptions = true,
        description = "Format policies to standard output, or in place with -w. Without paths, format standard input.")
final class FmtCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files and folders to format.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--v0-compatible", description = "Parse modules as Rego v0.")
    private boolean v0;

    @Option(
            names = {"-w", "--write"},
            description = "Rewrite files that are not formatted.")
    private boolean write;

    @Option(
            names = {"-l", "--list"},
            description = "List files that are not formatted.")
    private boolean list;

    @Option(
            names = {"-d", "--diff"},
            description = "Show the lines that formatting changes.")
    private boolean diff;

    @Option(names = "--fail", description = "Exit with 1 if a file is not formatted.")
    private boolean fail;

    private final Output output = new Output();
    private boolean unformatted;

    @Override
    public Integer call() {
        try {
            Map<String, String> modules = paths.isEmpty()
                    ? Map.of("stdin.rego", new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
                    : PolicyFiles.modulesOf(paths);
            for (Map.Entry<String, String> module : modules.entrySet()) {
                int exit = format(module.getKey(), module.getValue());
                if (exit != Exit.OK) {
                    return exit;
                }
            }
        } catch (LoadFailure unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return fail && unformatted ? Exit.CHECK_FAILED : Exit.OK;
    }

    private int format(String file, String text) throws IOException {
        return switch (PolicyFormatter.format(file, text, v0 ? RegoVersion.V0 : RegoVersion.V1)) {
            case PolicyFormatter.Formatted.Failed(List<RegoError> errors) -> output.failed(errors, false);
            case PolicyFormatter.Formatted.Text(String formatted) -> {
                show(file, text, formatted);
                yield Exit.OK;
            }
        };
    }

    private void show(String file, String text, String formatted) throws IOException {
        boolean differs = !text.equals(formatted);
        unformatted |= differs;
        if (list && differs) {
            output.line(file);
        }
        if (diff && differs) {
            output.text(LineDifference.of(file, text, formatted));
        }
        if (write && differs && !paths.isEmpty()) {
            Files.writeString(Path.of(file), formatted, StandardCharsets.UTF_8);
        }
        if (!list && !diff && !write) {
            output.text(formatted);
        }
    }
}
