package dev.agenticframework.runtimeembedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.waivers.Waiver;
import dev.agenticframework.agentapi.waivers.WaiverRegister.Approval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWaiverRegisterTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private Instant now = START;

    @TempDir
    Path directory;

    private FileWaiverRegister register() {
        return new FileWaiverRegister(directory.resolve("waivers"), () -> now);
    }

    private static Waiver waiver(String repository, String statement, String expires) {
        return new Waiver(
                repository, "orders", "k8s-writable-root", List.of("deploy/**"), statement, LocalDate.parse(expires));
    }

    @Test
    void approvalIsKnownToAllProcesses() {
        var waiver = waiver("orders", "it writes reports", "2026-12-31");

        assertThat(register().request(waiver)).isEmpty();
        assertThat(register().request(waiver)).isEmpty();
        now = START.plusSeconds(5);
        register().approve(waiver.id(), "grace");
        now = START.plusSeconds(9);
        register().approve(waiver.id(), "ada");

        assertThat(register().request(waiver)).contains(new Approval("grace", START.plusSeconds(5)));
        assertThat(register().all()).singleElement().satisfies(entry -> {
            assertThat(entry.waiver()).isEqualTo(waiver);
            assertThat(entry.requestedAt()).isEqualTo(START);
        });
    }

    @Test
    void revokedWaiverIsRequestedAgain() {
        var waiver = waiver("orders", "it writes reports", "2026-12-31");
        register().request(waiver);
        register().approve(waiver.id(), "grace");

        register().remove(waiver.id());

        assertThat(register().all()).isEmpty();
        assertThat(register().request(waiver)).isEmpty();
        assertThat(register().get(waiver.id()).approval()).isEmpty();
    }

    @Test
    void entryOfAnotherWaiverWithTheSameIdIsNoApproval() throws IOException {
        var waiver = waiver("orders", "it writes reports", "2026-12-31");
        var other = waiver("orders", "it writes more", "2026-12-31");
        register().request(other);
        register().approve(other.id(), "grace");
        Files.move(file(other), file(waiver));

        assertThat(register().request(waiver)).isEmpty();
    }

    private Path file(Waiver waiver) {
        return directory.resolve("waivers").resolve(waiver.id() + ".json");
    }

    @Test
    void unknownIdIsRefusedAndReadsNoOtherFile() throws IOException {
        Files.writeString(directory.resolve("secret.json"), "{}");

        for (var id : List.of("0123456789abcdef", "../secret", "", "../../etc/passwd")) {
            assertThatThrownBy(() -> register().approve(id, "grace"))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("WAIVER_NOT_FOUND"));
        }
    }

    @Test
    void damagedEntryIsNoApproval() throws IOException {
        var waiver = waiver("orders", "it writes reports", "2026-12-31");
        register().request(waiver);
        Files.writeString(file(waiver), "{");

        assertThatThrownBy(() -> register().request(waiver))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("WAIVERS_UNREADABLE"));
    }

    @Test
    void repositoryCannotFillTheDirectory() {
        var approved = waiver("orders", "it writes reports", "2026-12-31");
        register().request(approved);
        register().approve(approved.id(), "grace");
        for (int i = 0; i < FileWaiverRegister.MAX_ENTRIES + 20; i++) {
            now = now.plusSeconds(1);
            register().request(waiver("orders", "reason number " + i, "2026-12-31"));
        }

        assertThat(register().all()).hasSize(FileWaiverRegister.MAX_ENTRIES);
        assertThat(register().request(approved)).isPresent();
    }

    @Test
    void expiredAndForgottenOnesAreRemoved() {
        var expired = waiver("orders", "until yesterday", "2026-05-31");
        var forgotten = waiver("orders", "nobody approves it", "2026-12-31");
        var approved = waiver("orders", "somebody approved it", "2026-12-31");
        List.of(expired, forgotten, approved).forEach(one -> register().request(one));
        register().approve(expired.id(), "grace");
        register().approve(approved.id(), "grace");

        now = START.plus(Duration.ofDays(40));
        register().prune(now.minus(Duration.ofDays(30)));

        assertThat(register().all())
                .singleElement()
                .satisfies(entry -> assertThat(entry.waiver()).isEqualTo(approved));
    }
}
