package dev.agenticframework.localgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.SourceControl.MergeRequest.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    private static final int KILLS = 5;
    private static final int MOST_MILLIS_BEFORE_A_KILL = 400;

    @TempDir
    Path folder;

    @Test
    void killedWriterLosesNothingAndRepeatsNothing() throws Exception {
        var random = new Random(42);
        for (int kill = 0; kill < KILLS; kill++) {
            var process = start();
            process.inputReader(UTF_8).readLine();
            Thread.sleep(random.nextInt(MOST_MILLIS_BEFORE_A_KILL));
            process.destroyForcibly().waitFor();
        }
        assertThat(new String(start().getInputStream().readAllBytes(), UTF_8)).endsWith("finished\n");

        var git = new LocalGit(folder, InstantSource.system());
        assertThat(git.read("shop", "main")).isEqualTo(KilledWriter.files(KilledWriter.DELIVERIES - 1));
        for (int i = 1; i <= KilledWriter.DELIVERIES; i++) {
            assertThat(git.mergeRequest("shop", i).orElseThrow().state()).isEqualTo(State.MERGED);
        }
        assertThat(git.mergeRequest("shop", KilledWriter.DELIVERIES + 1)).isEmpty();
        assertThat(lines("git", "log", "--format=%s", "main"))
                .hasSize(2 * KilledWriter.DELIVERIES + 1)
                .doesNotHaveDuplicates();
        assertThat(lines("git", "fsck", "--strict", "--no-dangling")).isEmpty();
    }

    private java.util.List<String> lines(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(folder.resolve("shop.git").toFile())
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
