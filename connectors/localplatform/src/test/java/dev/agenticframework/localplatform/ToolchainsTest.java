package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.host.ProcessGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools are small scripts that print what the real ones print.
class ToolchainsTest {

    @TempDir
    Path directory;

    private void tool(String name, String prints) throws IOException {
        var file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + prints + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Toolchains toolchains() {
        var settings = new PlatformSettings(
                directory,
                directory.resolve("no-jdk"),
                List.of(),
                Map.of("PATH", directory.toString()),
                Map.of(),
                Set.of(),
                Timings.defaults());
        var script = new Script(new ProcessGroups("toolchains-test"));
        return new Toolchains(new ToolEnvironment(settings), script, directory);
    }

    private Optional<Failure> problem(String language) throws InterruptedException {
        return toolchains().all().stream()
                .filter(toolchain -> toolchain.subject().equals(language))
                .map(Offer::obstacle)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void missingToolIsNamedWithTheChoicesThatWork() throws Exception {
        tool("go", "echo go1.26.8");

        var problem = problem("nodejs").orElseThrow();
        assertThat(problem.message()).contains("node 20 or newer").contains("not on the PATH");
        assertThat(problem.remedy()).contains("Install node 20").contains("works here: go");
    }

    @Test
    void oldToolIsNamedWithItsVersion() throws Exception {
        tool("node", "echo v18.1.0");

        assertThat(problem("nodejs").orElseThrow().message()).contains("is 18.1.0");
    }

    @Test
    void pythonWithoutVenvIsMissingIt() throws Exception {
        tool("python3", "echo No module named ensurepip >&2; exit 1");

        assertThat(problem("python").orElseThrow().message()).contains("lacks the venv or ensurepip module");
    }

    @Test
    void toolThatIsKilledIsNotMissing() throws Exception {
        tool("python3", "kill -9 $$");

        var problem = problem("python").orElseThrow();
        assertThat(problem.code()).isEqualTo("TOOLCHAIN_NOT_ANSWERING");
        assertThat(problem.retryable()).isTrue();
    }

    @Test
    void callersAtTheSameTimeTakeTheSameAnswer() throws Exception {
        tool("go", "echo asked >>asked; sleep 0.3; echo go1.26.8");
        var toolchains = toolchains();
        var offers = new ConcurrentLinkedQueue<Offer>();
        var callers = Stream.generate(() -> Thread.ofVirtual().start(() -> offers.addAll(all(toolchains))))
                .limit(5)
                .toList();
        for (var caller : callers) {
            caller.join();
        }

        assertThat(offers.stream().filter(Offer::works)).hasSize(5);
        assertThat(directory.resolve("asked")).hasContent("asked\n");
    }

    private static List<Offer> all(Toolchains toolchains) {
        try {
            return toolchains.all();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void toolThatPrintsNonsenseIsNoTool() throws Exception {
        tool("go", "echo hello");

        assertThat(problem("go").orElseThrow().message()).contains("does not print its version");
    }
}
