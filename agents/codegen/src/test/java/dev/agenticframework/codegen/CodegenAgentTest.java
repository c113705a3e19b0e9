package dev.agenticframework.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.CodegenCompleted;
import dev.agenticframework.contracts.AskedTask;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.contracts.Killed;
import dev.agenticframework.contracts.MemoryArtifacts;
import dev.agenticframework.contracts.PartialTarget;
import dev.agenticframework.localgit.LocalGit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodegenAgentTest {
    private static final Map<String, String> REQUEST =
            Map.of("serviceName", "user-service", "template", "t", "parameters", "{\"database\": \"postgresql\"}");

    @TempDir
    Path folder;

    final MemoryArtifacts artifacts = new MemoryArtifacts();
    final AtomicInteger changesLeft = new AtomicInteger();
    SourceControl sources;
    Agent agent;

    @BeforeEach
    void aTemplateInThreeParts() throws IOException {
        StringBuilder document = new StringBuilder("""
                apiVersion: scaffolder.backstage.io/v1beta3
                kind: Template
                metadata: {name: t}
                spec:
                  parameters:
                    properties:
                      serviceName: {type: string, pattern: "^[a-z-]+$"}
                      database: {type: string, enum: [postgresql, none], default: postgresql}
                  steps:
                """);
        for (String part : List.of("code", "infrastructure", "delivery", "delivery-pipeline")) {
            document.append("""
                        - id: %1$s
                          action: fetch:template
                          if: ${{ parameters.database != 'none' or '%1$s' != 'infrastructure' }}
                          input:
                            url: ./skeleton/%1$s
                            values: {name: "${{ parameters.serviceName }}"}
                    """.formatted(part));
            Path file = folder.resolve("t/skeleton/" + part + "/" + part + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, part + " of ${{ values.name }}");
        }
        Files.writeString(folder.resolve("t/template.yaml"), document);
        TemplateCatalog catalog = TemplateCatalog.load(List.of(folder));
        sources = new LocalGit(folder.resolve("git"), InstantSource.system());
        SourceControl killed = Killed.after(
                changesLeft, SourceControl.class, sources, "ensureRepository", "commit", "openMergeRequest", "merge");
        var targets = Targets.always(PartialTarget.of(killed));
        agent = EventSchemas.checking(new CodegenAgent(() -> catalog, artifacts, targets));
    }

    @Test
    void generatesThreeDisjointTrees() throws InterruptedException {
        Map<String, String> trees = trees(REQUEST);
        assertThat(FileTree.fromZip(artifacts.read(trees.get("codeTree"))).entries())
                .containsOnlyKeys("code.txt");
        assertThat(FileTree.fromZip(artifacts.read(trees.get("infrastructureTree")))
                        .entries())
                .containsOnlyKeys("infrastructure.txt");
        assertThat(FileTree.fromZip(artifacts.read(trees.get("deliveryTree"))).entries())
                .containsOnlyKeys("delivery-pipeline.txt", "delivery.txt");
    }

    @Test
    void generatesTheSameReferenceAgain() throws InterruptedException {
        assertThat(trees(REQUEST)).isEqualTo(trees(REQUEST));
        assertThat(artifacts.size()).isEqualTo(3);
    }

    @Test
    void givesNoTreeForAPartThatIsEmpty() throws InterruptedException {
        Map<String, String> request = new HashMap<>(REQUEST);
        request.put("parameters", "{\"database\": \"none\"}");
        assertThat(succeeded("generate-infrastructure", request).outputs().values())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"database\": \"oracle\"}", "{\"nope\": 1}", "\"x\""})
    void refusesParametersForGood(String parameters) throws InterruptedException {
        Map<String, String> request = new HashMap<>(REQUEST);
        request.put("parameters", parameters);
        assertThat(perform("generate-code", request)).isInstanceOf(TaskResult.Terminal.class);
    }

    @Test
    void refusesATemplateThatIsNotThere() throws InterruptedException {
        Map<String, String> request = new HashMap<>(REQUEST);
        request.put("template", "other");
        assertThat(perform("generate-code", request))
                .isInstanceOfSatisfying(
                        TaskResult.Terminal.class,
                        t -> assertThat(t.failure().code()).isEqualTo("TEMPLATE_NOT_FOUND"));
    }

    @Test
    void bringsAllTreesIntoOneMergeRequestAndMergesIt() throws InterruptedException {
        Map<String, String> opened = opened("wf-1");
        assertThat(sources.read("user-service", opened.get("head")).entries())
                .containsOnlyKeys("code.txt", "delivery-pipeline.txt", "delivery.txt", "infrastructure.txt");
        assertThat(opened).containsEntry("mergeRequest", "1").containsEntry("branch", "agentic/wf-1");

        String commit = merged(opened).get("commit");
        assertThat(sources.resolve("user-service", "main")).contains(commit);
        assertThat(succeeded("locate-service", REQUEST).outputs().values()).containsEntry("commit", commit);
    }

    @Test
    void whatPeopleFixedOnTheBranchIsTheChangeWhenItIsOpenedAgain() throws InterruptedException {
        Map<String, String> opened = opened("wf-1");
        FileTree fixed = sources.read("user-service", opened.get("head"))
                .with(FileTree.of(
                        Map.of("more.txt", new FileTree.Entry("fixed".getBytes(StandardCharsets.UTF_8), false))));
        String fix = sources.commit(
                "user-service",
                opened.get("branch"),
                opened.get("branch"),
                new SourceControl.Change.Whole(fixed),
                "Fix",
                "ada",
                "hand");

        assertThat(opened("wf-1")).containsEntry("head", fix).containsEntry("mergeRequest", "1");
    }

    @Test
    void saysWhatItCompleted() throws InterruptedException {
        Map<String, String> inputs = new HashMap<>(REQUEST);
        inputs.putAll(trees(REQUEST));
        var event = succeeded("open-merge-request", inputs).events().getFirst();
        assertThat(event).isInstanceOfSatisfying(CodegenCompleted.class, completed -> {
            assertThat(completed.detailType()).isEqualTo("codegen.completed");
            assertThat(completed.serviceName()).isEqualTo("user-service");
            assertThat(completed.mergeRequest()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void repeatsAndLosesNothingWhenKilledAfterAnyChange(int changes) throws InterruptedException {
        Map<String, String> inputs = new HashMap<>(REQUEST);
        inputs.putAll(trees(REQUEST));
        changesLeft.set(changes);
        assertThatThrownBy(() -> perform("open-merge-request", inputs)).isInstanceOf(Killed.class);

        Map<String, String> opened =
                succeeded("open-merge-request", inputs).outputs().values();
        assertThat(sources.repositories()).hasSize(1);
        assertThat(sources.mergeRequest("user-service", 2)).isEmpty();
        assertThat(commits()).isEqualTo(2);
        assertThat(opened)
                .containsEntry(
                        "head", sources.resolve("user-service", "agentic/wf-1").orElseThrow());
    }

    @Test
    void mergesOnceWhenKilledAfterTheMerge() throws InterruptedException {
        Map<String, String> opened = opened("wf-1");
        changesLeft.set(1);
        assertThatThrownBy(() -> merged(opened)).isInstanceOf(Killed.class);
        assertThat(merged(opened))
                .containsEntry("commit", sources.resolve("user-service", "main").orElseThrow());
        assertThat(commits()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"pipelineStatus, failed", "decision, block"})
    void doesNotMergeWhatFailed(String gate, String outcome) throws InterruptedException {
        Map<String, String> inputs = new HashMap<>(opened("wf-1"));
        inputs.putAll(Map.of("serviceName", "user-service", "pipelineStatus", "succeeded", "decision", "pass"));
        inputs.put(gate, outcome);
        assertThat(perform("merge-change", inputs)).isInstanceOf(TaskResult.Terminal.class);
        assertThat(commits()).isEqualTo(2);
    }

    @Test
    void doesNotReplaceTheWorkOfOthers() throws InterruptedException {
        merged(opened("wf-1"));
        Map<String, String> inputs = new HashMap<>(REQUEST);
        inputs.putAll(trees(REQUEST));
        assertThat(agent.perform(AskedTask.of("open-merge-request", inputs).in("wf-2")))
                .isInstanceOfSatisfying(
                        TaskResult.Terminal.class,
                        t -> assertThat(t.failure().code()).isEqualTo("SERVICE_EXISTS"));
        assertThat(sources.mergeRequest("user-service", 2)).isEmpty();
    }

    @Test
    void locatesNothingThatIsNotThere() throws InterruptedException {
        assertThat(perform("locate-service", REQUEST)).isInstanceOf(TaskResult.Terminal.class);
    }

    @Test
    void offersDistinctActionsAndGivesOnlyTheOutputsItDeclares() throws InterruptedException {
        Map<String, Capability> byAction =
                agent.capabilities().stream().collect(Collectors.toMap(Capability::action, c -> c));
        assertThat(byAction).hasSize(6);
        Capability open = byAction.get("open-merge-request");
        assertThat(opened("wf-1").keySet())
                .containsExactlyInAnyOrderElementsOf(open.outputs().stream()
                        .filter(Field::required)
                        .map(Field::name)
                        .toList());
    }

    /// How many commits the repository has, on all branches.
    private int commits() {
        try {
            var git = new ProcessBuilder("git", "rev-list", "--count", "--all")
                    .directory(folder.resolve("git/user-service.git").toFile())
                    .start();
            return Integer.parseInt(new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> trees(Map<String, String> request) throws InterruptedException {
        Map<String, String> trees = new HashMap<>();
        for (String action : List.of("generate-code", "generate-infrastructure", "generate-delivery")) {
            trees.putAll(succeeded(action, request).outputs().values());
        }
        return trees;
    }

    private Map<String, String> opened(String workflow) throws InterruptedException {
        Map<String, String> inputs = new HashMap<>(REQUEST);
        inputs.putAll(trees(REQUEST));
        return ((TaskResult.Succeeded)
                        agent.perform(AskedTask.of("open-merge-request", inputs).in(workflow)))
                .outputs()
                .values();
    }

    private Map<String, String> merged(Map<String, String> opened) throws InterruptedException {
        Map<String, String> inputs = new HashMap<>(opened);
        inputs.putAll(Map.of("serviceName", "user-service", "pipelineStatus", "succeeded", "decision", "pass"));
        return succeeded("merge-change", inputs).outputs().values();
    }

    private TaskResult.Succeeded succeeded(String action, Map<String, String> inputs) throws InterruptedException {
        TaskResult result = perform(action, inputs);
        assertThat(result).isInstanceOf(TaskResult.Succeeded.class);
        return (TaskResult.Succeeded) result;
    }

    private TaskResult perform(String action, Map<String, String> inputs) throws InterruptedException {
        return agent.perform(AskedTask.of(action, inputs));
    }
}
