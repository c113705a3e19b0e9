package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.Sources;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds revisions, each in its own directory, which is named by the digest of its sources. A build with a record is
/// complete; without a record it does not count.
///
/// A build stays where it was built, because virtual environments and similar tools store their own path.
final class LocalBuilds implements Builds {

    /// The number of builds that are kept although no release and no workflow needs them.
    static final int MAX_UNUSED = 10;

    /// How long a build can be unknown to the store of workflows.
    static final Duration UNSTORED = Duration.ofHours(1);

    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{64})(\\.json|\\.sh)?");

    private final Path directory;
    private final Sources sources;
    private final Toolchains toolchains;
    private final ToolEnvironment environment;
    private final Script script;
    private final Confined confined;
    private final BuildCache cache;
    private final Clock clock;
    private final Duration limit;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    LocalBuilds(
            Path directory,
            Sources sources,
            Toolchains toolchains,
            ToolEnvironment environment,
            Script script,
            Confined confined,
            BuildCache cache,
            Clock clock,
            Duration limit) {
        this.directory = Storage.directory(directory);
        this.sources = sources;
        this.toolchains = toolchains;
        this.environment = environment;
        this.script = script;
        this.confined = confined;
        this.cache = cache;
        this.clock = clock;
        this.limit = limit;
    }

    /// The record of a complete build.
    record Complete(String id, String service, String commit, long millis) {}

    @Override
    public List<Offer> languages() {
        try {
            return toolchains.all();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public Build build(String service, Revision revision, Consumer<String> log) throws InterruptedException {
        ServiceKey.checkService(service);
        confined.require();
        var tree = sources.read(revision);
        var manifest = manifest(service, revision, tree);
        var toolchain = toolchains.require(manifest);
        var digest = Text.sha256(Text.sha256(tree.toZip()) + "\n" + service + "\n" + toolchain);
        var lock = locks.computeIfAbsent(digest, key -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var built = DurableJson.read(record(digest), Complete.class);
            if (built.isPresent()) {
                log.accept("Already built as " + shortened(digest));
                return again(built.get(), digest, revision.commit());
            }
            return anew(new Job(service, revision, tree, manifest, toolchain, digest), log);
        } finally {
            lock.unlock();
        }
    }

    private record Job(
            String service,
            Revision revision,
            FileTree tree,
            ServiceManifest manifest,
            String toolchain,
            String digest) {}

    private Build again(Complete built, String digest, String commit) {
        if (!built.commit().equals(commit)) {
            // Another commit has the same files, such as a merge: people look for the newer one.
            DurableJson.write(record(digest), new Complete(built.id(), built.service(), commit, built.millis()));
        }
        return new Build(built.id(), built.service(), commit, Duration.ofMillis(built.millis()));
    }

    private Build anew(Job job, Consumer<String> log) throws InterruptedException {
        Storage.requireSpace(directory);
        var checkout = directory.resolve(job.digest());
        var start = clock.instant();
        boolean complete = false;
        try {
            Storage.deleteTree(checkout);
            Files.createDirectories(checkout);
            sources.export(job.revision(), checkout);
            runScript(job, checkout, log);
            keepManifest(job);
            confined.sandbox().share(checkout);
            var took = Duration.between(start, clock.instant());
            var built = new Complete(
                    "sha256:" + job.digest(), job.service(), job.revision().commit(), took.toMillis());
            DurableJson.write(record(job.digest()), built);
            complete = true;
            log.accept("Built " + shortened(job.digest()) + " in " + took.toMillis() + " ms");
            return new Build(built.id(), built.service(), built.commit(), took);
        } catch (IOException e) {
            throw Storage.failure(checkout, e);
        } finally {
            if (!complete) {
                Storage.deleteTree(checkout);
            }
        }
    }

    private void runScript(Job job, Path checkout, Consumer<String> log) throws IOException, InterruptedException {
        var shared = job.manifest().cache();
        var key = shared.isPresent() ? BuildCache.key(job.service(), shared.get(), checkout, job.toolchain()) : "";
        if (shared.isPresent() && cache.restore(key, shared.get(), checkout)) {
            log.accept("Took " + String.join(", ", shared.get().paths()) + " from the cache");
        }
        if (!job.manifest().build().isEmpty()) {
            execute(job, checkout, log);
        }
        if (shared.isPresent()) {
            cache.save(key, shared.get(), checkout);
        }
    }

    private void execute(Job job, Path checkout, Consumer<String> log) throws IOException, InterruptedException {
        var work = work(job.digest());
        try {
            var scripts = Files.createDirectories(work.resolve("scripts"));
            var file = scripts.resolve("build.sh");
            Files.writeString(file, String.join("\n", job.manifest().build()) + "\n");
            confined.sandbox().give(checkout, Confined.builder(job.service()));
            confined.sandbox().give(scripts, Confined.builder(job.service()));
            var command = new Command(
                    List.of("sh", "-e", "-x", file.toString()),
                    checkout,
                    environment.forBuilds(),
                    "build/" + job.digest());
            var scratch = work.resolve("scratch");
            requireSuccess(
                    script.run(confined.build(command, job.service(), checkout, scripts, scratch, limit), limit, log));
        } finally {
            Storage.deleteTree(work);
        }
    }

    /// Has the script of a running build, its home and its temporary directory.
    private Path work(String digest) {
        return directory.resolve(digest + ".work");
    }

    /// The manifest of the revision, which the build cannot change.
    private void keepManifest(Job job) throws IOException {
        var entry = job.tree().entries().get(ServiceManifest.PATH);
        if (entry != null) {
            DurableFiles.replace(keptManifest(job.digest()), entry.content());
        }
    }

    private Path keptManifest(String digest) {
        return directory.resolve(digest + ".yaml");
    }

    private static void requireSuccess(Script.End end) {
        switch (end) {
            case Script.End.Exited(int code, List<String> tail) -> {
                if (code != 0) {
                    throw new FailureException(Failure.conflict(
                            "BUILD_FAILED",
                            "The build script ended with exit code " + code + ":\n" + String.join("\n", tail),
                            "Fix what the last lines report. The log of the task has the whole output."));
                }
            }
            case Script.End.TimedOut(Duration after, List<String> tail) ->
                throw new FailureException(Failure.conflict(
                        "BUILD_TIMED_OUT",
                        "The build script took longer than " + after.toSeconds() + " s:\n" + String.join("\n", tail),
                        "Make the build script end in time."));
        }
    }

    /// A complete build.
    ///
    /// @throws FailureException `BUILD_NOT_FOUND`
    Found find(String id) {
        var digest = id.replaceFirst("^sha256:", "");
        var complete = digest.matches("[0-9a-f]{64}")
                ? DurableJson.read(record(digest), Complete.class)
                : Optional.<Complete>empty();
        if (complete.isEmpty()) {
            throw new FailureException(Failure.notFound(
                    "BUILD_NOT_FOUND",
                    "No build has the id " + Text.shown(id) + ".",
                    "Build the revision again: retry the workflow from its build task."));
        }
        var checkout = directory.resolve(digest);
        return new Found(complete.get(), checkout, manifest(digest));
    }

    /// A complete build.
    record Found(Complete record, Path checkout, ServiceManifest manifest) {}

    private ServiceManifest manifest(String digest) {
        try {
            var kept = keptManifest(digest);
            // An earlier version of the platform left it in the checkout only.
            var checkout = directory.resolve(digest);
            var file = Files.exists(kept) ? kept : checkout.resolve(ServiceManifest.PATH);
            if (!Trees.hasFile(directory, file)) {
                throw new NoSuchFileException(file.toString());
            }
            return ManifestReader.read(Files.readString(file));
        } catch (IOException e) {
            throw Storage.failure(directory, e);
        }
    }

    /// Reads the manifest of a revision without building it.
    ServiceManifest manifest(String service, Revision revision) {
        return manifest(service, revision, sources.read(revision));
    }

    private static ServiceManifest manifest(String service, Revision revision, FileTree tree) {
        var entry = tree.entries().get(ServiceManifest.PATH);
        if (entry == null) {
            throw manifestMissing(revision.commit());
        }
        var manifest = ManifestReader.read(new String(entry.content(), StandardCharsets.UTF_8));
        checkName(service, manifest);
        return manifest;
    }

    /// Removes incomplete builds that a crash left. Nothing may build meanwhile.
    void removeIncomplete() {
        try {
            DurableFiles.deleteDrafts(directory);
        } catch (IOException e) {
            throw Storage.failure(directory, e);
        }
        digests().stream().filter(digest -> !Files.exists(record(digest))).forEach(this::remove);
    }

    /// Removes the oldest builds that nothing needs. A build of the last minutes stays in any case: the workflow
    /// that made it may not have stored its id yet.
    ///
    /// @param needed whether a release or a workflow needs the build with an id
    void prune(Predicate<String> needed) {
        cache.prune();
        var newest = clock.instant().minus(UNSTORED);
        digests().stream()
                .filter(digest -> Files.exists(record(digest)))
                .filter(digest -> builtAt(digest).toInstant().isBefore(newest))
                .filter(digest -> !needed.test("sha256:" + digest))
                .sorted(Comparator.comparing(this::builtAt).reversed())
                .skip(MAX_UNUSED)
                .forEach(this::removeUnlessBuilding);
    }

    private List<String> digests() {
        try (var entries = Files.list(directory)) {
            return entries.map(entry -> ENTRY.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(entry -> entry.group(1))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw Storage.failure(directory, e);
        }
    }

    private void removeUnlessBuilding(String digest) {
        var lock = locks.computeIfAbsent(digest, key -> new ReentrantLock());
        if (lock.tryLock()) {
            try {
                remove(digest);
            } finally {
                lock.unlock();
            }
        }
    }

    /// The number of complete builds.
    long count() {
        return digests().stream().filter(digest -> Files.exists(record(digest))).count();
    }

    Path directory() {
        return directory;
    }

    private FileTime builtAt(String digest) {
        try {
            return Files.getLastModifiedTime(record(digest));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private void remove(String digest) {
        DurableJson.delete(record(digest));
        DurableJson.delete(keptManifest(digest));
        Storage.deleteTree(directory.resolve(digest));
    }

    private Path record(String digest) {
        return directory.resolve(digest + ".json");
    }

    private static String shortened(String digest) {
        return "sha256:" + digest.substring(0, 12);
    }

    private static void checkName(String service, ServiceManifest manifest) {
        if (!manifest.name().equals(service)) {
            throw ManifestNode.invalid("metadata.name", "is '" + manifest.name() + "', not '" + service + "'");
        }
    }

    private static FailureException manifestMissing(String commit) {
        return new FailureException(Failure.invalid(
                "MANIFEST_MISSING",
                "The revision " + Text.shown(commit) + " has no " + ServiceManifest.PATH + ".",
                "Add one as docs/reference/service-manifest.md describes it."));
    }
}
