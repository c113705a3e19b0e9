package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.Rollouts.Rollout;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.contracts.RecordedSignals;
import dev.agenticframework.host.sandbox.Sandbox;
import dev.agenticframework.localgit.LocalGit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A platform in a directory of its own, quick to wait and quick to judge.
final class PlatformFixture implements AutoCloseable {

    static final Timings QUICK = new Timings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMillis(700));

    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    // The interpreter itself: version managers put slow scripts in front of it.
    static final List<Path> PYTHON = python();

    private static List<Path> python() {
        try {
            var process = new ProcessBuilder("python3", "-c", "import sys; print(sys.base_prefix)").start();
            return List.of(Path.of(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip(), "bin"));
        } catch (IOException e) {
            return List.of();
        }
    }

    final dev.agenticframework.agentapi.SecretStore secrets;
    private final LocalGit git;
    final RecordedSignals signals = new RecordedSignals();
    final LocalPlatform platform;
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.newHttpClient();

    PlatformFixture(Path directory) throws InterruptedException {
        this(directory, new MemorySecrets());
    }

    PlatformFixture(Path directory, dev.agenticframework.agentapi.SecretStore secrets) throws InterruptedException {
        this.secrets = secrets;
        this.git = new LocalGit(directory.resolve("git"), Clock.systemUTC());
        platform = new LocalPlatform(
                new PlatformSettings(
                        directory,
                        Path.of(System.getProperty("java.home")),
                        PYTHON,
                        System.getenv(),
                        Map.of(),
                        Set.of(),
                        QUICK),
                new Sandbox(
                        new Sandbox.Settings(directory.resolve("sandbox"), directory, System.getenv(), PYTHON, false)),
                secrets,
                _ -> git,
                Clock.systemUTC(),
                new SecureRandom(),
                signals);
        signals.follow(log::add);
        platform.start();
    }

    /// Commits a tree to the repository of a service.
    Revision revision(String service, FileTree tree) {
        var content = Text.sha256(tree.toZip());
        var repository = git.ensureRepository(service, "").id();
        var commit = git.commit(
                repository, content, "main", new SourceControl.Change.Whole(tree), "Change", "Ada", "test/" + content);
        return new Revision("git", repository, commit);
    }

    Builds.Build build(String service, FileTree tree) throws InterruptedException {
        return platform.builds().build(service, revision(service, tree), log::add);
    }

    Rollout deploy(String id, String service, FileTree tree, int replicas, String strategy)
            throws InterruptedException {
        return deploy(release(id, service, build(service, tree), replicas, strategy));
    }

    /// Deploys to the end.
    Rollout deploy(Rollouts.Release release) throws InterruptedException {
        return end(platform.rollouts().start(release, Precondition.NONE), release.service(), release.task());
    }

    /// Rolls back to the end.
    Rollout rollBack(String id, String service) throws InterruptedException {
        var task = new TaskKey("wf-1", id, 1);
        return end(platform.rollouts().rollBack(service, "staging", id, task, Precondition.NONE), service, task);
    }

    private Rollout end(Rollout started, String service, TaskKey task) throws InterruptedException {
        Rollout now = started;
        while (now.phase() == Rollout.Phase.PROGRESSING) {
            signals.await(task.waiter(started.handle()));
            now = platform.rollouts().observe(service, "staging", started.deploymentId());
        }
        return now;
    }

    static Rollouts.Release release(String id, String service, Builds.Build build, int replicas, String strategy) {
        return new Rollouts.Release(
                id,
                new TaskKey("wf-1", id, ATTEMPTS.incrementAndGet()),
                service,
                "staging",
                build.id(),
                build.commit().substring(0, 8),
                replicas,
                RolloutStrategy.of(strategy).orElseThrow());
    }

    ServiceStatus status(String service) {
        return platform.instances().find(service, "staging").orElseThrow();
    }

    /// The process that serves, below those that set up the sandbox of the first replica.
    ProcessHandle serving(String service) {
        var replica = status(service).instances().getFirst();
        var first =
                ProcessHandle.of(Long.parseLong(replica.details().get("pid"))).orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants())
                .filter(process -> process.info().commandLine().orElse("").contains("tiny_service.py"))
                .filter(process -> process.children().findAny().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> get(String service, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(service, path)).build());
    }

    URI uri(String service, String path) {
        return URI.create(status(service).url() + path);
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        platform.close();
    }
}
