package dev.agenticframework.host.sandbox;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the processes of a confined command can use. See setrlimit(2).
///
/// @param memoryBytes the memory that one process can write to
/// @param processes how many processes and threads its user can have; as an ordinary user, those of one command
/// @param openFiles of one process
/// @param fileBytes the size of one file
/// @param cpu the processor time of one process; empty for a process that runs for good
public record Limits(long memoryBytes, int processes, int openFiles, long fileBytes, Optional<Duration> cpu) {

    private static final long LEAST_MEMORY_BYTES = 2L << 30;
    private static final int PROCESSES = 4096;
    private static final int OPEN_FILES = 65_536;
    private static final long FILE_BYTES = 8L << 30;

    /// The limits of a command that ends, such as a build: at most half of this machine's memory.
    ///
    /// @param wall how long it can run
    public static Limits ofScript(Duration wall) {
        int processors = Runtime.getRuntime().availableProcessors();
        return with(Optional.of(wall.multipliedBy(processors)));
    }

    /// The limits of a service: at most half of this machine's memory.
    public static Limits ofService() {
        return with(Optional.empty());
    }

    private static Limits with(Optional<Duration> cpu) {
        return new Limits(Math.max(LEAST_MEMORY_BYTES, machineBytes() / 2), PROCESSES, OPEN_FILES, FILE_BYTES, cpu);
    }

    private static long machineBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }

    /// How readily the system ends the command when the memory of the machine is used up, before it ends the
    /// platform (0): a command that ends by itself first, then services. See proc_pid_oom_score_adj(5).
    int oomScore() {
        return cpu.isPresent() ? 1000 : 500;
    }

    /// The arguments of prlimit(1). No limit is above one that this process has.
    List<String> arguments() throws IOException {
        var arguments = new ArrayList<String>(List.of(
                // Not the address space: Java, Go and Node.js reserve far more of it than they use.
                "--data=" + least("Max data size", memoryBytes),
                "--nproc=" + least("Max processes", processes),
                "--nofile=" + least("Max open files", openFiles),
                "--fsize=" + least("Max file size", fileBytes),
                "--core=0"));
        if (cpu.isPresent()) {
            arguments.add("--cpu=" + least("Max cpu time", Math.max(1, cpu.get().toSeconds())));
        }
        return arguments;
    }

    /// See proc_pid_limits(5): the name, the soft limit and the hard limit of each resource.
    private static long least(String name, long wanted) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith(name)) {
                var hard = line.substring(name.length()).strip().split("\\s+", 3)[1];
                return hard.equals("unlimited") ? wanted : Math.min(wanted, Long.parseLong(hard));
            }
        }
        return wanted;
    }
}
