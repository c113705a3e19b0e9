package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines.Tests;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs one attempt of a job: checks out, restores artifacts and caches, starts services, runs the script, and saves
/// caches and artifacts.
final class JobRunner {

    /// How long `after_script` can run, as in GitLab's runner.
    static final Duration AFTER_SCRIPT_TIMEOUT = Duration.ofMinutes(5);

    /// What all jobs of a run have in common.
    ///
    /// @param folder of the run
    /// @param groups has its processes, under the unit `RUN/JOB`
    record Surroundings(
            RunnerSettings settings,
            JobServices services,
            CacheStore cache,
            Checkout checkout,
            SourceControl.Repository repository,
            Path folder,
            ProcessGroups groups,
            String run) {
        String unit(String job) {
            return run + "/" + job;
        }
    }

    private static final int MAX_STEP_BYTES = 32;
    private static final Pattern STEP = Pattern.compile("[0-9]{1,6}");

    private final Surroundings around;
    private final Planned job;
    private final String id;
    private final List<Path> artifacts;
    private final Map<String, String> inherited;
    private final JobLog log;

    /// @param artifacts of earlier jobs, one folder each
    /// @param inherited variables from reports of earlier jobs
    JobRunner(
            Surroundings around,
            Planned job,
            String id,
            List<Path> artifacts,
            Map<String, String> inherited,
            JobLog log) {
        this.around = around;
        this.job = job;
        this.id = id;
        this.artifacts = artifacts;
        this.inherited = inherited;
        this.log = log;
    }

    Outcome run(Path saveInto, Instant now) throws InterruptedException {
        var unsupported = job.config().notices().stream()
                .filter(p -> p.kind() == Problem.Kind.UNSUPPORTED)
                .toList();
        if (!unsupported.isEmpty()) {
            return Outcome.failed(Outcome.UNSUPPORTED, 0, unsupported.getFirst().toString());
        }
        job.config().notices().forEach(notice -> log.line("NOTICE: " + notice.message()));
        var folder = around.folder().resolve(id);
        try {
            Folders.delete(folder);
            Files.createDirectories(folder.resolve("tmp"));
            return prepared(folder, saveInto, now);
        } catch (FailureException e) {
            return Outcome.failed(Outcome.SYSTEM_FAILURE, 0, e.failure().message());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Outcome.failed(Outcome.SYSTEM_FAILURE, 0, "Cannot run the job: " + e);
        } finally {
            cleared(folder);
        }
    }

    private void cleared(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            log.line("WARNING: Cannot delete " + folder + ": " + e);
        }
    }

    private Outcome prepared(Path folder, Path saveInto, Instant now) throws IOException, InterruptedException {
        var project = folder.resolve(around.repository().service());
        var variables = variables(folder, project, now);
        var environment = environment(folder, variables);
        switch (variables.getOrDefault("GIT_STRATEGY", "clone")) {
            case "none", "empty" -> Files.createDirectories(project);
            default -> around.checkout().into(project, environment, around.unit(id), log);
        }
        for (var earlier : artifacts) {
            if (Files.isDirectory(earlier)) {
                Folders.copy(earlier, project);
            }
        }
        var files = new JobFiles(project, around.repository().id(), variables, log);
        for (var cache : job.config().caches()) {
            files.restoreCache(cache, around.cache(), now);
        }
        var running = new ArrayList<JobServices.Running>();
        try {
            for (var service : job.config().services()) {
                running.add(started(service, variables));
                environment.putAll(running.getLast().variables());
            }
            return finished(script(folder, project, environment), files, saveInto);
        } finally {
            running.forEach(JobServices.Running::close);
        }
    }

    private Map<String, String> variables(Path folder, Path project, Instant now) {
        var all = new LinkedHashMap<>(job.variables());
        all.putAll(inherited);
        all.putAll(Predefined.ofJob(job.name(), id.replaceAll("\\D", ""), folder.toString(), project.toString(), now));
        return Expansion.expandAll(all);
    }

    private Map<String, String> environment(Path folder, Map<String, String> variables) {
        var environment = new LinkedHashMap<>(around.settings().environment());
        environment.put("TMPDIR", folder.resolve("tmp").toString());
        environment.putAll(variables);
        return environment;
    }

    private JobServices.Running started(PipelineConfig.Service service, Map<String, String> variables)
            throws InterruptedException {
        var image = Expansion.expand(service.image(), variables);
        if (!around.services().offers(image)) {
            throw new FailureException(dev.agenticframework.agentapi.Failure.conflict(
                    "PIPELINE_SERVICE_UNSUPPORTED",
                    "This machine has no server for the service '" + image + "'.",
                    "Use a service that it has, such as postgres."));
        }
        var wanted = new LinkedHashMap<>(variables);
        service.variables().forEach((name, value) -> wanted.put(name, Expansion.expand(value, variables)));
        log.line("Starting service " + image + " ...");
        return around.services().start(new JobServices.Wanted(around.groups().mark(around.unit(id)), image, wanted));
    }

    /// Runs the script and `after_script`. Reports are not read yet.
    private Outcome script(Path folder, Path project, Map<String, String> environment)
            throws IOException, InterruptedException {
        var commands = new ArrayList<>(job.config().beforeScript());
        commands.addAll(job.config().script());
        var step = folder.resolve("step");
        var timeout = job.config().timeout();
        var ended = shell(folder, "script", commands, project, environment, timeout);
        var outcome = ended.isEmpty()
                ? Outcome.failed(Outcome.TIMEOUT, 0, "The job exceeded its timeout of " + timeout.toSeconds() + " s.")
                : outcome(ended.get(), commands, step);
        if (!job.config().afterScript().isEmpty()) {
            environment.put("CI_JOB_STATUS", outcome.succeeded() ? "success" : "failed");
            var after = shell(
                    folder, "after_script", job.config().afterScript(), project, environment, AFTER_SCRIPT_TIMEOUT);
            after.filter(code -> code != 0)
                    .ifPresent(code ->
                            log.line("WARNING: after_script exited with " + code + ". This does not fail the job."));
        }
        return outcome;
    }

    private Optional<Integer> shell(
            Path folder,
            String name,
            List<String> commands,
            Path project,
            Map<String, String> environment,
            Duration timeout)
            throws IOException, InterruptedException {
        var script = folder.resolve(name + ".sh");
        Files.writeString(script, ShellScript.of(commands, folder.resolve("step")));
        var command = new Command(ShellScript.shell(script), project, environment, around.unit(id));
        return around.groups().run(command, timeout, log::drain);
    }

    private Outcome outcome(int exitCode, List<String> commands, Path step) throws IOException {
        if (exitCode == 0) {
            return new Outcome(true, 0, "", "", Optional.empty(), Map.of());
        }
        var command = ShellScript.title(commands.get(Math.clamp(number(step), 1, commands.size()) - 1));
        return Outcome.failed(
                Outcome.SCRIPT_FAILURE,
                exitCode,
                "`" + command + "` exited with " + exitCode + ". Its last lines:\n"
                        + String.join("\n", log.lastLines()));
    }

    /// The number in the file of the current step; 1 when there is none, because the job can write the file, too.
    private static int number(Path step) throws IOException {
        if (!Files.isRegularFile(step) || Files.size(step) > MAX_STEP_BYTES) {
            return 1;
        }
        var text = new String(Files.readAllBytes(step), StandardCharsets.ISO_8859_1).strip();
        return STEP.matcher(text).matches() ? Integer.parseInt(text) : 1;
    }

    private Outcome finished(Outcome outcome, JobFiles files, Path saveInto) throws IOException {
        for (var cache : job.config().caches()) {
            files.saveCache(cache, outcome.succeeded(), around.cache());
        }
        Optional<Tests> tests = Optional.empty();
        Map<String, String> given = Map.of();
        if (job.config().artifacts().isPresent()) {
            var artifacts = job.config().artifacts().get();
            files.saveArtifacts(artifacts, outcome.succeeded(), saveInto);
            tests = files.tests(artifacts);
            given = files.dotenv(artifacts);
        }
        return new Outcome(outcome.succeeded(), outcome.exitCode(), outcome.kind(), outcome.reason(), tests, given);
    }
}
