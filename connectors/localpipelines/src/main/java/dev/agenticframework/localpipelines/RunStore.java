package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Request;
import dev.agenticframework.agentapi.Pipelines.Run;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Stores the state of active runs beside their working files, and the results of ended runs.
///
///     runs/ID/run.json      an active run: the request, and each job that has ended
///     runs/ID/...           checkouts, logs and artifacts of its jobs
///     results/ID.json       a run that has ended
final class RunStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;

    RunStore(Path root) {
        this.root = root;
    }

    /// The state of an active run.
    record State(Request request, Instant startedAt, List<EndedJob> ended) {
        State {
            ended = List.copyOf(ended);
        }
    }

    /// A job that has ended. It does not run again.
    ///
    /// @param variables that its reports give to later jobs
    record EndedJob(Job job, Map<String, String> variables) {
        EndedJob {
            variables = Map.copyOf(variables);
        }
    }

    /// The result of an ended run.
    ///
    /// @param attempt of the task that started it
    record Result(int attempt, Run run) {}

    /// The folder in which the jobs of a run work.
    Path folder(String id) {
        return runs().resolve(id);
    }

    void save(String id, State state) {
        write(folder(id).resolve("run.json"), JSON.writeValueAsBytes(state));
    }

    Optional<State> state(String id) {
        return read(folder(id).resolve("run.json"), State.class);
    }

    /// The runs that were active when the last process ended.
    List<String> unfinished() {
        if (!Files.isDirectory(runs())) {
            return List.of();
        }
        try (var folders = Files.list(runs())) {
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
        return results().resolve(id + ".json");
    }

    /// Removes the result of an earlier run.
    void forget(String id) {
        try {
            DurableFiles.delete(result(id));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Removes the results that are older than a time.
    ///
    /// @return how many were removed
    int removeResultsBefore(Instant then) {
        int removed = 0;
        if (!Files.isDirectory(results())) {
            return removed;
        }
        try (var files = Files.newDirectoryStream(results(), "*.json")) {
            for (Path file : files) {
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(then);
                removed += old && Files.deleteIfExists(file) ? 1 : 0;
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return removed;
    }

    /// Removes what a crash left unfinished. Nothing may be stored meanwhile.
    void removeDrafts() throws IOException {
        if (Files.isDirectory(results())) {
            DurableFiles.deleteDrafts(results());
        }
    }

    /// The folder of the results.
    Path results() {
        return root.resolve("results");
    }

    /// The folder of the working files of all runs.
    Path runs() {
        return root.resolve("runs");
    }

    /// Removes a run's working files.
    void clear(String id) {
        try {
            Trees.delete(folder(id));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// A run that another version of this class has stored in another form counts as unknown: its task starts
    /// it again.
    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(Files.readAllBytes(file), type)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
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
                        "Cannot use the folder of the runner: " + e.getMessage() + ".",
                        "Check the free space and the permissions of " + root + "."),
                e);
    }
}
