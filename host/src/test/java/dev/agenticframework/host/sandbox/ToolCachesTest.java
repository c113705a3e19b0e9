package dev.agenticframework.host.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ToolCachesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final int KIB = 1024;

    @TempDir
    Path root;

    private final Slots slots = new Slots();
    private ToolCaches caches;

    @BeforeEach
    void open() {
        caches = new ToolCaches(root, slots);
    }

    private Path used(String identity, int slot, Duration ago, int bytes) throws IOException {
        var folder = caches.of(identity, slot);
        var layer = new CacheLayer(folder.resolve("go-build"));
        layer.prepare();
        Files.write(layer.files().resolve("boot"), new byte[bytes]);
        Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(ago)));
        return folder;
    }

    @Test
    void unusedAndLargeOnesAreRemovedAndThoseInUseStay() throws IOException {
        var recent = used("job/orders", 0, Duration.ofDays(29), KIB);
        var old = used("job/orders", 1, Duration.ofDays(31), KIB);
        var large = used("build/orders", 0, Duration.ZERO, 3 * KIB);
        int slot = slots.take("job/team/orders");
        var running = used("job/team/orders", slot, Duration.ofDays(31), 3 * KIB);

        caches.prune(NOW, 2 * KIB);

        assertThat(recent).isDirectory();
        assertThat(old).doesNotExist();
        assertThat(large).doesNotExist();
        assertThat(running).isDirectory();
        assertThat(slots.take("job/team/orders")).isEqualTo(slot + 1);
        assertThat(slots.take("job/orders")).isZero();
        slots.release("job/team/orders", slot, () -> {});
        caches.prune(NOW, 2 * KIB);
        assertThat(running).doesNotExist();
    }

    @Test
    void noIdentityIsInTheFolderOfAnother() {
        assertThat(caches.of("job/orders/0", 0)).doesNotMatch(path -> path.startsWith(caches.of("job/orders", 0)));
    }

    @Test
    void missingFolderIsEmpty() throws IOException {
        new ToolCaches(root.resolve("none"), slots).prune(NOW, KIB);

        assertThat(root.resolve("none")).doesNotExist();
    }
}
