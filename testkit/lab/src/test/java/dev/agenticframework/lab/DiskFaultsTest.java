package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFaultsTest {
    @Test
    void fullAndReadOnlyDiskIsRefusedByCodeAndSurvived(@TempDir Path mount) throws Exception {
        DiskFaults.Result result = DiskFaults.run(mount, InstantSource.system());

        assumeTrue(result.ran(), "this process may not mount a file system");
        assertThat(result.violations()).isEmpty();
        assertThat(result.workflows()).isPositive();
    }
}
