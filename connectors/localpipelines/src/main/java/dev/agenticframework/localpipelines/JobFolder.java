package dev.agenticframework.localpipelines;

import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of one attempt of a job. The job sees its work and its scripts only.
record JobFolder(Path root) {

    private static final int MAX_STEP_BYTES = 9;

    /// What the job can write to.
    Path work() {
        return root.resolve("work");
    }

    /// What the job can read.
    Path scripts() {
        return root.resolve("scripts");
    }

    /// Has its home and its temporary directory.
    Path scratch() {
        return root.resolve("scratch");
    }

    /// Where the script writes the number of the current command.
    Path step() {
        return work().resolve("step");
    }

    /// The number of the command at which the script ended, or 1 if the job has written something else there.
    int lastStep() throws IOException {
        if (!Trees.hasFile(work(), step()) || Files.size(step()) > MAX_STEP_BYTES) {
            return 1;
        }
        var number = Files.readString(step(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .strip();
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 1;
    }
}
