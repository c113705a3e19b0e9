package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.host.ProcessGroups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {

    @Test
    void outputOfABuildIsBoundedAndItsEndIsKept(@TempDir Path directory) throws Exception {
        var lines = new AtomicInteger();
        var script = new Script(new ProcessGroups("test-" + UUID.randomUUID()));

        var end = script.run(
                List.of("sh", "-c", "yes | head -n " + 3 * Script.MAX_LINES + "; echo the end"),
                directory,
                Map.of("PATH", System.getenv("PATH")),
                "build/test",
                Duration.ofMinutes(5),
                line -> lines.incrementAndGet());

        assertThat(lines).hasValue(Script.MAX_LINES);
        assertThat(end)
                .isInstanceOfSatisfying(
                        Script.End.Exited.class,
                        ended -> assertThat(ended.tail()).endsWith("the end"));
    }
}
