package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts that need no process.
class PartsTest {

    private static Backend ready(String release) {
        var backend = new Backend(release, 1);
        backend.ready(true);
        return backend;
    }

    private static Map<String, Long> hundredRequests(TrafficSplit split) {
        return LongStream.range(0, 100)
                .mapToObj(number -> split.pick(number).orElseThrow().release())
                .collect(Collectors.groupingBy(release -> release, Collectors.counting()));
    }

    @Test
    void tenPercentAreTenOfAHundred() {
        var split = TrafficSplit.weighted(List.of(ready("old"), ready("old")), 10, List.of(ready("new")));

        assertThat(hundredRequests(split)).containsExactlyInAnyOrderEntriesOf(Map.of("old", 90L, "new", 10L));
    }

    @Test
    void shareWithoutAReadyReplicaGoesToTheOthers() {
        var split = TrafficSplit.weighted(List.of(ready("old")), 50, List.of(new Backend("new", 1)));

        assertThat(hundredRequests(split)).containsExactly(Map.entry("old", 100L));
    }

    @Test
    void releaseOfNoPercentGetsNothingEvenWhenItIsAllThereIs() {
        var split = TrafficSplit.weighted(List.of(ready("old")), 100, List.of(new Backend("new", 1)));

        assertThat(split.pick(0)).isEmpty();
    }

    @Test
    void drainedReplicaTakesNoMoreRequests() throws InterruptedException {
        var backend = ready("one");
        assertThat(backend.acquire()).isTrue();

        assertThat(backend.drain(Duration.ofMillis(1))).isFalse();
        backend.release(true);
        assertThat(backend.drain(Duration.ofMillis(1))).isTrue();
        assertThat(backend.acquire()).isFalse();
    }

    private static CanaryAnalysis.Sample sample(long requests, long errors, double millis) {
        return new CanaryAnalysis.Sample(requests, errors, List.of(new Traffic.Bucket(millis, requests)));
    }

    @Test
    void canaryAsGoodAsTheOldReleasePasses() {
        assertThat(CanaryAnalysis.DEFAULT.judge(sample(100, 0, 60), sample(100, 1, 100)))
                .isInstanceOf(CanaryAnalysis.Verdict.Passed.class);
    }

    @Test
    void canaryMuchSlowerThanTheOldReleaseFails() {
        assertThat(CanaryAnalysis.DEFAULT.judge(sample(100, 0, 60), sample(100, 0, 150)))
                .isInstanceOf(CanaryAnalysis.Verdict.Failed.class);
    }

    @Test
    void canaryWithoutTrafficIsInconclusive() {
        assertThat(CanaryAnalysis.DEFAULT.judge(sample(100, 0, 60), sample(0, 0, 0)))
                .isInstanceOf(CanaryAnalysis.Verdict.Inconclusive.class);
    }

    @Test
    void fewRequestsAreEnoughWhenAllFail() {
        assertThat(CanaryAnalysis.DEFAULT.judge(sample(100, 0, 60), sample(3, 3, 1)))
                .isInstanceOf(CanaryAnalysis.Verdict.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../etc",
                "a b",
                "a;b",
                "A",
                "a--b",
                "-a",
                "a/b",
                "ü",
                "a\nb",
                "$(id)",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void nameThatIsNoPlainWordIsRefused(String name) {
        assertThatThrownBy(() -> new ServiceKey(name, "staging")).hasMessageContaining("SERVICE_NAME_INVALID");
    }

    @Test
    void servicesNeverShareADatabase() {
        assertThat(Databases.identifier(new ServiceKey("a-b", "dev"), "main"))
                .isNotEqualTo(Databases.identifier(new ServiceKey("a", "b-dev"), "main"));
        assertThat(Databases.identifier(new ServiceKey("a".repeat(40), "b".repeat(20)), "c".repeat(20)))
                .hasSize(63);
    }

    @Test
    void namesOfThePlatformNeverMeetThoseOfServices() {
        var random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            var name = randomName(random, ServiceKey.MAX_SERVICE_LENGTH);
            var key = new ServiceKey(name, randomName(random, ServiceKey.MAX_ENVIRONMENT_LENGTH));

            assertThat(Databases.identifier(key, "main"))
                    .doesNotStartWith(Databases.lentIdentifier(""))
                    .doesNotStartWith("pg_")
                    .hasSizeLessThan(64);
        }
        assertThat(Databases.identifier(new ServiceKey("scratch-pad", "lent"), "main"))
                .startsWith("scratch_pad");
        assertThatThrownBy(() -> new ServiceKey(Databases.lentIdentifier("pad"), "staging"))
                .hasMessageContaining("SERVICE_NAME_INVALID");
    }

    // Every name that the rules allow can come, with those that look like the platform's more often.
    private static String randomName(Random random, int longest) {
        var words = List.of("lent", "scratch", "pg", "a", "z9", "postgres", "template1", "agentic");
        var name = new StringBuilder(words.get(random.nextInt(words.size())));
        while (random.nextBoolean()) {
            name.append('-').append(words.get(random.nextInt(words.size())));
        }
        return name.length() <= longest ? name.toString() : "pg";
    }

    @Test
    void endOfALogBeginsInTheFileBefore(@TempDir Path directory) throws IOException {
        var log = new LogFile(directory.resolve("a.log"));
        Files.writeString(directory.resolve("a.log.1"), "oldest line\nold li");
        Files.writeString(log.path(), "ne\nnew line\n");

        assertThat(log.tail(2)).containsExactly("old line", "new line");
    }

    @Test
    void linesOfReplicasComeInTheOrderOfTheirTimes() {
        var lines = new LogLines();
        lines.add(
                "a",
                List.of(
                        "{\"time\":\"2026-01-01T00:00:01Z\"}",
                        "its stack trace",
                        "{\"time\":\"2026-01-01T00:00:03Z\"}"));
        lines.add("b", List.of("2026-01-01 00:00:02,5 hello"));

        assertThat(lines.last(3))
                .containsExactly(
                        "a its stack trace", "b 2026-01-01 00:00:02,5 hello", "a {\"time\":\"2026-01-01T00:00:03Z\"}");
    }

    @Test
    void fullDiskAndForbiddenDirectoryHaveTheirCodes() {
        var full = new FileSystemException("/x", null, "No space left on device");
        var forbidden = new FileSystemException("/x", null, "Read-only file system");

        assertThat(Storage.failure(Path.of("/x"), full).failure().code()).isEqualTo("DISK_FULL");
        assertThat(Storage.failure(Path.of("/x"), forbidden).failure().code()).isEqualTo("DIRECTORY_NOT_WRITABLE");
    }

    @Test
    void directoryThatCannotBeMadeIsAClearError(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Storage.directory(file.resolve("platform")))
                .hasMessageContaining("DIRECTORY_NOT_WRITABLE");
    }

    @Test
    void secretsOfThePlatformReachNeitherBuildsNorServices() {
        var given = Map.of(
                "PATH", "/bin",
                "AGENTIC_SECRET_KEY", "x",
                "AWS_SECRET_ACCESS_KEY", "x",
                "PIP_INDEX_URL", "https://mirror",
                "PIP_TOKEN_X", "x",
                "GOFLAGS", "-mod=mod");
        var tools = new ToolEnvironment(new PlatformSettings(
                Path.of("/p"), Path.of("/jdk"), List.of(), given, Map.of(), Set.of(), Timings.defaults()));

        assertThat(tools.forBuilds()).containsOnlyKeys("PATH", "JAVA_HOME", "PIP_INDEX_URL", "GOFLAGS");
        assertThat(tools.forServices()).containsOnlyKeys("PATH", "JAVA_HOME");
    }

    @Test
    void versionsCompareByTheirNumbers() {
        assertThat(new Version("3.9.2")).isLessThan(new Version("3.11"));
        assertThat(Version.firstIn("Python 3.11.7 (main)")).contains(new Version("3.11.7"));
        assertThat(Version.firstIn("no version")).isEmpty();
    }
}
