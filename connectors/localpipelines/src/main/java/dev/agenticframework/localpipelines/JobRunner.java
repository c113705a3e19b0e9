package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines.Tests;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.Trees;
import dev.agenticframework.host.sandbox.Confinement;
import dev.agenticframework.host.sandbox.Limits;
import dev.agenticframework.host.sandbox.Sandbox;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs one attempt of a job: checks out, restores artifacts and caches, starts services, runs the script, and saves
/// caches and artifacts.
final class JobRunner {

    /// How long `after_script` can run, as in GitLab's runner.
    static final Duration AFTER_SCRIPT_TIMEOUT = Duration.ofMinutes(5);

    /// What all jobs of a run have in common.
    ///
    /// @param folder of the run
    /// @param groups has its processes, under the unit `RUN/JOB`
    /// @param sandbox confines its commands
    record Surroundings(
            RunnerSettings settings,
            JobServices services,
            CacheStore cache,
            Checkout checkout,
            SourceControl.Repository repository,
            Path folder,
            ProcessGroups groups,
            Sandbox sandbox,
            String run) {
        String unit(String job) {
            return run + "/" + job;
        }

        /// All jobs of a repository are one user.
        String identity() {
            return "job/" + repository.id();
        }
    }

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
            Trees.delete(folder);
            Files.createDirectories(folder);
            return prepared(new JobFolder(folder), saveInto, now);
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
            Trees.delete(folder);
        } catch (IOException e) {
            log.line("WARNING: Cannot delete " + folder + ": " + e);
        }
    }

    private Outcome prepared(JobFolder folder, Path saveInto, Instant now) throws IOException, InterruptedException {
        var project = folder.work().resolve(around.repository().service());
        var variables = variables(folder, project, now);
        switch (variables.getOrDefault("GIT_STRATEGY", "clone")) {
            case "none", "empty" -> Files.createDirectories(project);
            default -> around.checkout().into(project, around.unit(id), log);
        }
        for (var earlier : artifacts) {
            if (Files.isDirectory(earlier)) {
                Trees.copy(earlier, earlier, project, project);
            }
        }
        var files = new JobFiles(project, around.repository().id(), variables, log);
        for (var cache : job.config().caches()) {
            files.restoreCache(cache, around.cache(), now);
        }
        around.sandbox().give(folder.work(), around.identity());
        var environment = new LinkedHashMap<>(around.settings().environment());
        environment.putAll(variables);
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

    private Map<String, String> variables(JobFolder folder, Path project, Instant now) {
        var all = new LinkedHashMap<>(job.variables());
        all.putAll(inherited);
        all.putAll(Predefined.ofJob(
                job.name(), id.replaceAll("\\D", ""), folder.work().toString(), project.toString(), now));
        return Expansion.expandAll(all);
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
    private Outcome script(JobFolder folder, Path project, Map<String, String> environment)
            throws IOException, InterruptedException {
        var commands = new ArrayList<>(job.config().beforeScript());
        commands.addAll(job.config().script());
        var timeout = job.config().timeout();
        var ended = shell(folder, "script", commands, project, environment, timeout);
        var outcome = ended.isEmpty()
                ? Outcome.failed(Outcome.TIMEOUT, 0, "The job exceeded its timeout of " + timeout.toSeconds() + " s.")
                : outcome(ended.get(), commands, folder);
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
            JobFolder folder,
            String name,
            List<String> commands,
            Path project,
            Map<String, String> environment,
            Duration timeout)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.scripts());
        var script = folder.scripts().resolve(name + ".sh");
        Files.writeString(script, ShellScript.of(commands, folder.step()));
        around.sandbox().give(folder.scripts(), around.identity());
        var confinement = new Confinement(
                around.identity(),
                List.of(folder.work()),
                List.of(folder.scripts()),
                Optional.of(folder.scratch()),
                Limits.ofScript(timeout));
        var command = new Command(ShellScript.shell(script), project, environment, around.unit(id));
        return around.groups().run(around.sandbox().confine(command, confinement), timeout, log::drain);
    }

    private Outcome outcome(int exitCode, List<String> commands, JobFolder folder) throws IOException {
        if (exitCode == 0) {
            return new Outcome(true, 0, "", "", Optional.empty(), Map.of());
        }
        int number = folder.lastStep();
        var command = ShellScript.title(commands.get(Math.clamp(number, 1, commands.size()) - 1));
        return Outcome.failed(
                Outcome.SCRIPT_FAILURE,
                exitCode,
                "`" + command + "` exited with " + exitCode + ". Its last lines:\n"
                        + String.join("\n", log.lastLines()));
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
