package dev.agenticframework.runtimeembedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditEntry.Actor;
import dev.agenticframework.agentapi.audit.AuditEntry.Origin;
import dev.agenticframework.agentapi.audit.AuditEntry.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditLogTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private FileAuditLog log() {
        return new FileAuditLog(folder.resolve("audit"), InstantSource.fixed(NOW));
    }

    private static AuditEntry begun(String id) {
        return new AuditEntry(
                id,
                Outcome.BEGUN,
                "",
                new Actor("ann", List.of("developer"), "token-1", "127.0.0.1"),
                Origin.API,
                "cancelWorkflow",
                "wf-1",
                "",
                List.of(new Scope("orders", "production")),
                Map.of("status", "in_progress"),
                Map.of());
    }

    private static AuditEntry done(String id) {
        return begun(id).ended(Outcome.DONE, "", "wf-1", Map.of("status", "cancelled"));
    }

    private static List<String> ids(FileAuditLog log) {
        return log.find(Long.MAX_VALUE, 1_000, _ -> true).entries().stream()
                .map(one -> one.entry().id())
                .toList();
    }

    private Path segment() throws IOException {
        return new AuditSegments(folder.resolve("audit")).all().getLast();
    }

    @Test
    void entriesAreFoundNewestFirstAfterARestart() {
        log().record(done("a"));
        log().record(done("b"));

        var found = log().find(Long.MAX_VALUE, 10, _ -> true);

        assertThat(found.entries()).extracting(one -> one.entry()).containsExactly(done("b"), done("a"));
        assertThat(found.entries()).extracting(one -> one.sequence()).containsExactly(2L, 1L);
        assertThat(found.next()).isEmpty();
    }

    @Test
    void changeWithAnOutcomeIsFoundOnceAndAnInterruptedOneAsBegun() {
        var log = log();
        log.record(begun("a"));
        log.record(begun("b"));
        log.complete(done("a"));

        assertThat(log().find(Long.MAX_VALUE, 10, _ -> true).entries())
                .extracting(one -> one.entry())
                .containsExactly(done("a"), begun("b"));
    }

    @Test
    void pagesFollowEachOtherWithoutRepeatingAChange() {
        var log = log();
        for (String id : List.of("a", "b", "c")) {
            log.record(begun(id));
            log.record(done(id));
        }

        var found = new ArrayList<String>();
        var page = log.find(Long.MAX_VALUE, 1, _ -> true);
        while (page.next().isPresent()) {
            page.entries().forEach(one -> found.add(one.entry().id()));
            page = log.find(page.next().get(), 1, _ -> true);
        }

        assertThat(found).containsExactly("c", "b", "a");
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        log().record(done("a"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(segment())))
                .isEqualTo("rw-------");
    }

    @Test
    void changedRemovedAndAddedEntriesAreFound() throws IOException {
        var log = log();
        for (String id : List.of("a", "b", "c")) {
            log.record(done(id));
        }
        assertThat(log.verify().problem()).isEmpty();
        assertThat(log.verify().last()).isEqualTo(3);
        List<String> lines = Files.readAllLines(segment());

        Files.write(segment(), List.of(lines.get(0), lines.get(1).replace("ann", "eve"), lines.get(2)));
        assertThat(log.verify().problem().orElseThrow()).contains(":2: The entry 2 was changed");
        Files.write(segment(), List.of(lines.get(0), lines.get(1), lines.get(2).replace("ann", "eve")));
        assertThat(log.verify().problem().orElseThrow()).contains(":3: The entry 3 was changed");
        Files.write(segment(), List.of(lines.get(0), lines.get(2)));
        assertThat(log.verify().problem().orElseThrow()).contains(":2: The entry 3 does not follow");
        Files.write(segment(), List.of(lines.get(0), lines.get(0), lines.get(1), lines.get(2)));
        assertThat(log.verify().problem().orElseThrow()).contains(":2: The entry 1 does not follow");
        Files.write(segment(), List.of(lines.get(0), "{}", lines.get(1)));
        assertThat(log.verify().problem().orElseThrow()).contains(":2: The line is not an entry");
    }

    @Test
    void lineThatAPowerCutHasTornIsReplacedByTheNextEntry() throws IOException {
        log().record(done("a"));
        Files.writeString(segment(), "{\"sequence\":2,\"at\":\"20", StandardOpenOption.APPEND);

        assertThat(ids(log())).containsExactly("a");
        log().record(done("b"));

        assertThat(ids(log())).containsExactly("b", "a");
        assertThat(log().verify().problem()).isEmpty();
    }

    @Test
    void severalThreadsAndProcessesAppendToOneChain() throws Exception {
        var logs = List.of(log(), log());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> logs.get(i % 2).record(done("id-" + i))))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(ids(log())).hasSize(200).doesNotHaveDuplicates();
        assertThat(log().verify().problem()).isEmpty();
        assertThat(log().verify().last()).isEqualTo(200);
    }

    @Test
    void oldestFilesAreRemovedByAgeAndTheChainOfTheOthersStaysValid() throws IOException {
        var log = log();
        log.record(done("old"));
        Path oldest = segment();
        fill(oldest);
        log.record(done("new"));
        fill(segment());
        Files.setLastModifiedTime(
                oldest, FileTime.from(NOW.minus(AuditSegments.KEPT).minus(Duration.ofDays(1))));

        log().record(done("newest"));

        assertThat(Files.exists(oldest)).isFalse();
        assertThat(ids(log())).contains("newest", "new").doesNotContain("old");
        assertThat(log().verify().problem()).isEmpty();
        assertThat(log().verify().first()).isGreaterThan(1);
    }

    /// Makes a file so large that the next entry goes to another one.
    private void fill(Path file) throws IOException {
        var large = IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "detail" + i, _ -> "x".repeat(500)));
        var log = log();
        var entry = begun("filler").ended(Outcome.DENIED, "NOT_ALLOWED", "", large);
        while (Files.size(file) < AuditSegments.SEGMENT_BYTES) {
            log.record(entry);
        }
    }

    @Test
    void failureToWriteIsReportedAndNothingIsLostAfterwards() throws IOException {
        var log = log();
        Files.writeString(folder.resolve("audit"), "a file in the place of the directory");

        assertThatThrownBy(() -> log.record(done("a")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("AUDIT_LOG_UNAVAILABLE");
        Files.delete(folder.resolve("audit"));
        log.record(done("b"));

        assertThat(ids(log)).containsExactly("b");
    }

    @Test
    void longTextsAreShortened() {
        var entry = begun("a").ended(Outcome.DONE, "", "wf-1", Map.of("reason", "x".repeat(100_000)));

        assertThat(entry.after().get("reason")).hasSizeLessThan(1_000);
    }
}
