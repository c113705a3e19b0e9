package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.Pipelines.Tests;
import dev.agenticframework.host.Trees;
import dev.agenticframework.localpipelines.PipelineConfig.Artifacts;
import dev.agenticframework.localpipelines.PipelineConfig.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves files into the checkout of a job before its script and out of it afterwards: artifacts, caches and reports.
final class JobFiles {

    private static final int ADDRESS_CHARS = 40;

    private final Path checkout;
    private final String repository;
    private final Map<String, String> variables;
    private final JobLog log;

    JobFiles(Path checkout, String repository, Map<String, String> variables, JobLog log) {
        this.checkout = checkout;
        this.repository = repository;
        this.variables = variables;
        this.log = log;
    }

    private List<String> expanded(List<String> texts) {
        return texts.stream().map(t -> Expansion.expand(t, variables)).toList();
    }

    private static boolean wanted(When when, boolean succeeded) {
        return when == When.ALWAYS || (when == When.ON_SUCCESS) == succeeded;
    }

    void saveArtifacts(Artifacts artifacts, boolean succeeded, Path into) throws IOException {
        var paths = new ArrayList<>(expanded(artifacts.paths()));
        if (!wanted(artifacts.when(), succeeded) || paths.isEmpty()) {
            return;
        }
        int count = new Selection(checkout, expanded(artifacts.exclude())).forEach(paths, file -> {
            try {
                Trees.copy(checkout, checkout.resolve(file), into, into.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        log.line(
                count == 0
                        ? "WARNING: No files match " + String.join(", ", paths) + "."
                        : "Artifacts: " + count + " files of " + String.join(", ", paths));
    }

    /// The counts of all JUnit reports together, also of a failed job.
    Optional<Tests> tests(Artifacts artifacts) throws IOException {
        var reports = files(artifacts.junit());
        Optional<Tests> all = Optional.empty();
        for (var file : reports) {
            if (Files.size(file) > JUnitReport.MAX_BYTES) {
                log.line("WARNING: The report " + file.getFileName() + " is too large.");
                continue;
            }
            try (var xml = Files.newInputStream(file)) {
                var tests = JUnitReport.read(xml);
                if (tests.isEmpty()) {
                    log.line("WARNING: The report " + file.getFileName() + " is not a JUnit report in XML.");
                }
                var before = all;
                all = tests.map(t -> before.map(b -> JUnitReport.sum(b, t)).orElse(t))
                        .or(() -> before);
            }
        }
        return all;
    }

    Map<String, String> dotenv(Artifacts artifacts) throws IOException {
        var given = new LinkedHashMap<String, String>();
        for (var file : files(artifacts.dotenv())) {
            if (Files.size(file) > Dotenv.MAX_BYTES) {
                log.line("WARNING: The report " + file.getFileName() + " is too large.");
                continue;
            }
            var report = Dotenv.read(Files.readString(file).lines().toList());
            given.putAll(report.variables());
            report.problem()
                    .ifPresent(problem -> log.line(
                            "WARNING: GitLab refuses the dotenv report " + file.getFileName() + ": " + problem + "."));
        }
        return given;
    }

    private List<Path> files(List<String> patterns) throws IOException {
        var files = new ArrayList<Path>();
        if (!patterns.isEmpty()) {
            new Selection(checkout, List.of()).forEach(expanded(patterns), f -> files.add(checkout.resolve(f)));
        }
        var readable = new ArrayList<Path>();
        for (var file : files) {
            if (Trees.hasFile(checkout, file)) {
                readable.add(file);
            }
        }
        return readable;
    }

    void restoreCache(Cache cache, CacheStore store, Instant now) throws IOException {
        if (!cache.pull()) {
            return;
        }
        var addresses = new ArrayList<String>(List.of(address(cache)));
        expanded(cache.fallbackKeys()).forEach(key -> addresses.add(address(repository, key, cache)));
        for (var address : addresses) {
            if (store.restore(address, checkout, now)) {
                log.line("Restored the cache " + shown(address) + ": " + String.join(", ", cache.paths()));
                return;
            }
        }
        log.line("The cache " + shown(addresses.getFirst()) + " does not exist yet.");
    }

    /// Saves a cache. A cache that is keyed by files never changes, so it is saved once.
    void saveCache(Cache cache, boolean succeeded, CacheStore store) throws IOException {
        var address = address(cache);
        if (!cache.push()
                || !wanted(cache.when(), succeeded)
                || (!cache.keyFiles().isEmpty() && store.contains(address))) {
            return;
        }
        int count = store.save(address, checkout, expanded(cache.paths()));
        log.line("Saved the cache " + shown(address) + ": " + count + " files");
    }

    private static String shown(String address) {
        return address.substring(0, 12);
    }

    private String address(Cache cache) throws IOException {
        var key = Expansion.expand(cache.key(), variables);
        if (cache.keyFiles().isEmpty()) {
            return address(repository, key, cache);
        }
        var digest = sha256();
        boolean any = false;
        for (var name : expanded(cache.keyFiles())) {
            var file = checkout.resolve(name).normalize();
            if (Trees.hasFile(checkout, file)) {
                any = true;
                digest.update(Files.readAllBytes(file));
                digest.update((byte) 0);
            }
        }
        return any
                ? address(repository, key + "-" + HexFormat.of().formatHex(digest.digest()), cache)
                : address(repository, key + "-default", cache);
    }

    private String address(String owner, String key, Cache cache) {
        var whole = String.join("\0", owner, key, String.join("\0", expanded(cache.paths())));
        return HexFormat.of().formatHex(sha256().digest(whole.getBytes(UTF_8))).substring(0, ADDRESS_CHARS);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
