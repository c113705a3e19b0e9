package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Request;
import dev.agenticframework.agentapi.Pipelines.Run;
import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What is known of runs, on disk: the state of those under way, beside their working files, and the results of those
/// that have ended.
///
///     runs/ID/run.json      a run under way: the request, and each job that has ended
///     runs/ID/...           checkouts, logs and artifacts of its jobs
///     results/ID.json       a run that has ended
final class RunStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;

    RunStore(Path root) {
        this.root = root;
    }

    /// A run under way.
    record State(Request request, Instant startedAt, List<EndedJob> ended) {
        State {
            ended = List.copyOf(ended);
        }
    }

    /// A job that has ended, and is not started again.
    ///
    /// @param variables that its reports give to later jobs
    record EndedJob(Job job, Map<String, String> variables) {
        EndedJob {
            variables = Map.copyOf(variables);
        }
    }

    /// A run that has ended.
    ///
    /// @param attempt at the task that it was started for
    record Result(int attempt, Run run) {}

    /// Where a run's jobs work.
    Path folder(String id) {
        return root.resolve("runs").resolve(id);
    }

    void save(String id, State state) {
        write(folder(id).resolve("run.json"), JSON.writeValueAsBytes(state));
    }

    Optional<State> state(String id) {
        return read(folder(id).resolve("run.json"), State.class);
    }

    /// The runs that were under way when the last process ended.
    List<String> unfinished() {
        Path runs = root.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (var folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void finish(String id, Result result) {
        write(result(id), JSON.writeValueAsBytes(result));
    }

    Optional<Result> find(String id) {
        return read(result(id), Result.class);
    }

    private Path result(String id) {
        return root.resolve("results").resolve(id + ".json");
    }

    /// Removes the result of an earlier run.
    void forget(String id) {
        try {
            DurableFiles.delete(result(id));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Removes a run's working files.
    void clear(String id) {
        try {
            Folders.delete(folder(id));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(Files.readAllBytes(file), type)) : Optional.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void write(Path file, byte[] content) {
        try {
            DurableFiles.replace(file, content);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    FailureException failure(IOException e) {
        return new FailureException(
                Failure.transientExternal(
                        "PIPELINE_RUNNER_FAILED",
                        "the runner cannot use its folder: " + e.getMessage(),
                        "check the free space and the permissions of " + root),
                e);
    }
}
