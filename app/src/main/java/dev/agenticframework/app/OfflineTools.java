package dev.agenticframework.app;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.cli.CommandFailure;
import dev.agenticframework.cli.ExitCode;
import dev.agenticframework.cli.Offline;
import dev.agenticframework.codegen.Checked;
import dev.agenticframework.codegen.RenderedTree;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.codegen.TemplateProblem;
import dev.agenticframework.planner.Planner;
import dev.agenticframework.runtime.SignalBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the command line does in its own process.
final class OfflineTools implements Offline {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Parts parts;
    private final TemplateCatalog catalog;
    private @Nullable PlanningService planning;

    OfflineTools(Settings settings) {
        this.parts = new Parts(settings);
        this.catalog = parts.templates();
    }

    @Override
    public JsonNode plan(String sentence) {
        return guarded(() -> MAPPER.valueToTree(planning().document(sentence)));
    }

    /// Made when it is first needed: it looks at the whole machine.
    private PlanningService planning() {
        var made = planning;
        if (made == null) {
            var environments = Environment.defaults();
            var signals = new SignalBox();
            var local = parts.localPlatform(signals);
            var capabilities = Parts.capabilities(parts.agents(local, parts.pipelines(local, signals), environments));
            var planner = new Planner(Offers.of(catalog), capabilities, environments);
            made = new PlanningService(
                    planner, new Remembered<>(local.builds()::languages, Platform.TOOLCHAINS_VALID, System::nanoTime));
            planning = made;
        }
        return made;
    }

    @Override
    public List<JsonNode> templates() {
        return catalog.list().stream()
                .<JsonNode>map(template -> MAPPER.valueToTree(TemplateViews.summary(template)))
                .toList();
    }

    @Override
    public JsonNode template(String name) {
        return MAPPER.valueToTree(new TemplateViews(() -> catalog)
                .find(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "TEMPLATE_NOT_FOUND",
                        "there is no template '" + name + "'",
                        "list templates: agentic template list")));
    }

    @Override
    public List<String> render(String template, JsonNode values, Path directory) {
        RenderedTree tree = value(catalog.render(template, values));
        value(tree.writeTo(directory));
        return List.copyOf(tree.files().keySet());
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
                    "'" + folder + "' cannot be read",
                    "name a folder of templates");
        }
    }

    @Override
    public JsonNode checkPolicies(Path directory, String mode) {
        var policyMode = Environment.PolicyMode.valueOf(mode.toUpperCase(Locale.ROOT));
        return guarded(() -> MAPPER.valueToTree(parts.policies().check(directory, policyMode)));
    }

    @Override
    public JsonNode testPolicies(Path folder) {
        return guarded(() -> MAPPER.valueToTree(Policies.test(folder)));
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
