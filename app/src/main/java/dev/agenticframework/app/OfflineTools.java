package dev.agenticframework.app;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.app.backup.Backup;
import dev.agenticframework.app.backup.Restore;
import dev.agenticframework.app.configuration.ConfigurationFile;
import dev.agenticframework.cli.CommandFailure;
import dev.agenticframework.cli.ExitCode;
import dev.agenticframework.cli.Offline;
import dev.agenticframework.codegen.Checked;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.codegen.TemplateProblem;
import dev.agenticframework.codegen.TreeWriter;
import dev.agenticframework.httpapi.Plans;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.planner.Planner;
import dev.agenticframework.runtime.SignalBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Runs operations in the process of the command line, without a platform.
final class OfflineTools implements Offline {
    private static final String PRODUCT =
            Objects.requireNonNullElse(OfflineTools.class.getPackage().getImplementationVersion(), "development");

    private final Settings settings;
    private @Nullable Parts parts;
    private @Nullable Planning planning;

    OfflineTools(Settings settings) {
        this.settings = settings;
    }

    /// Created when they are first needed: `config check` works while the configuration is not valid.
    private Parts parts() {
        var known = parts;
        if (known == null) {
            known = guarded(() -> new Parts(settings, Connectors.ALL));
            parts = known;
        }
        return known;
    }

    @Override
    public JsonNode configuration(Optional<Path> file) {
        Path read = file.orElse(settings.file(ConfigurationFile.NAME));
        if (file.isPresent() && !Files.exists(read)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "FILE_NOT_FOUND", "The file '" + read + "' does not exist.", "Check the path.");
        }
        return guarded(() -> Json.tree(ConfigurationView.of(read, ConfigurationFile.read(read, Connectors.ALL))));
    }

    @Override
    public String configurationSchema() {
        return ConfigurationFile.schema();
    }

    @Override
    public JsonNode plan(String sentence) {
        return guarded(() -> Json.tree(Plans.of(planning().fromSentence(sentence))));
    }

    /// Creates the planner on first use, because it checks the toolchains of the machine.
    private Planning planning() {
        var made = planning;
        if (made == null) {
            var connections = parts().connect(new SignalBox());
            made = new Planner(
                    Catalogs.of(parts().templates()),
                    Parts.capabilities(parts().agents(connections)),
                    parts().environments(),
                    ConnectedSurroundings.offline(connections));
            planning = made;
        }
        return made;
    }

    @Override
    public List<JsonNode> templates() {
        return new TemplateViews(parts().templates())
                .list().stream().map(Json::tree).toList();
    }

    @Override
    public JsonNode template(String name) {
        return Json.tree(new TemplateViews(parts().templates())
                .find(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "TEMPLATE_NOT_FOUND",
                        "No template is named '" + name + "'.",
                        "List the templates: agentic template list")));
    }

    @Override
    public List<String> render(String template, JsonNode values, Path directory) {
        FileTree tree = value(parts().templates().render(template, values));
        value(TreeWriter.write(tree, directory));
        return List.copyOf(tree.entries().keySet());
    }

    @Override
    public List<String> validateTemplates(Path folder) {
        var problems = new ArrayList<String>();
        for (Path template : templateFolders(folder)) {
            if (TemplateCatalog.validate(template) instanceof Checked.Refused<?> refused) {
                refused.problems().forEach(problem -> problems.add(template + ": " + problem));
            }
        }
        return problems;
    }

    private static List<Path> templateFolders(Path folder) {
        if (Files.isRegularFile(folder.resolve("template.yaml"))) {
            return List.of(folder);
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve("template.yaml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "FOLDER_UNREADABLE",
                    "Cannot read '" + folder + "'.",
                    "Specify a folder of templates.");
        }
    }

    @Override
    public JsonNode checkPolicies(Path directory, String mode) {
        var policyMode = Environment.PolicyMode.valueOf(mode.toUpperCase(Locale.ROOT));
        return guarded(() -> Json.tree(parts().policies().check(directory, policyMode)));
    }

    @Override
    public JsonNode testPolicies(Path folder) {
        return guarded(() -> Json.tree(Policies.test(folder)));
    }

    @Override
    public JsonNode backUp(Path file, boolean replace, Consumer<String> progress) {
        var place = file.toAbsolutePath().normalize();
        if (place.startsWith(settings.home())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "BACKUP_INSIDE_HOME",
                    "'" + file + "' is inside of the directory that is backed up.",
                    "Choose a file outside of '" + settings.home() + "', best on another disk.");
        }
        if (!Files.isDirectory(settings.home())) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "HOME_NOT_FOUND",
                    "'" + settings.home() + "' does not exist.",
                    "Set AGENTIC_HOME to the directory of an installation.");
        }
        if (Files.exists(place) && !replace) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "FILE_EXISTS",
                    "The file '" + file + "' exists.",
                    "Choose another file, or use --replace.");
        }
        return guarded(() -> {
            try (var connections = parts().connect(new SignalBox())) {
                var backup = new Backup(settings.home(), connections.liveStates(), PRODUCT, parts().clock());
                return Json.tree(backup.write(place, progress));
            } catch (InterruptedException e) {
                throw interrupted();
            }
        });
    }

    @Override
    public JsonNode restore(Path file, boolean replace, Consumer<String> progress) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "BACKUP_NOT_FOUND",
                    "The file '" + file + "' does not exist.",
                    "Check the path.");
        }
        return guarded(() -> {
            try {
                var restore = new Restore(settings.home(), Clock.systemUTC());
                return Json.tree(restore.read(file.toAbsolutePath().normalize(), replace, progress));
            } catch (InterruptedException e) {
                throw interrupted();
            }
        });
    }

    private static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return new CommandFailure(ExitCode.PLATFORM, "INTERRUPTED", "The command was interrupted.", "Run it again.");
    }

    private static <T> T value(Checked<T> checked) {
        return switch (checked) {
            case Checked.Ok<T>(var value) -> value;
            case Checked.Refused<T>(var problems) -> {
                var code = problems.getFirst().code();
                throw new CommandFailure(
                        code == TemplateProblem.Code.TEMPLATE_NOT_FOUND ? ExitCode.NOT_FOUND : ExitCode.REFUSED,
                        code.name(),
                        problems.stream()
                                .map(one -> one.where() + ": " + one.message())
                                .collect(Collectors.joining(" ")),
                        problems.getFirst().remedy());
            }
        };
    }

    private interface Work<T> {
        T done();
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.done();
        } catch (FailureException e) {
            throw Installation.commandFailure(e);
        }
    }
}
