package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.Artifacts;
import dev.agenticframework.localpipelines.PipelineConfig.Cache;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `artifacts` and `cache`.
final class FileReader {

    /// The most caches of a job, as in GitLab.
    static final int MAX_CACHES = 4;

    private static final Set<String> ARTIFACTS = Set.of(
            "name", "untracked", "paths", "reports", "when", "expire_in", "expose_as", "exclude", "public", "access");
    private static final Set<String> CACHE =
            Set.of("key", "untracked", "paths", "when", "policy", "unprotect", "fallback_keys");
    private static final Set<String> REPORTS = Set.of(
            "accessibility",
            "annotations",
            "api_fuzzing",
            "browser_performance",
            "cluster_image_scanning",
            "codequality",
            "container_scanning",
            "coverage_fuzzing",
            "coverage_report",
            "cyclonedx",
            "dast",
            "dependency_scanning",
            "dotenv",
            "junit",
            "license_scanning",
            "load_performance",
            "metrics",
            "performance",
            "repository_xray",
            "requirements",
            "requirements_v2",
            "sast",
            "secret_detection",
            "terraform");

    private final Shapes shapes;

    FileReader(Shapes shapes) {
        this.shapes = shapes;
    }

    Optional<Artifacts> artifacts(YamlValue value) {
        return shapes.mapping(value, "artifacts").map(artifacts -> {
            shapes.onlyKeys(artifacts, "artifacts", ARTIFACTS);
            untracked(artifacts, "artifacts");
            var reports = artifacts.find("reports").flatMap(v -> shapes.mapping(v, "artifacts:reports"));
            reports.ifPresent(this::checkReports);
            return new Artifacts(
                    list(artifacts, "paths", "artifacts"),
                    list(artifacts, "exclude", "artifacts"),
                    when(artifacts, "artifacts"),
                    reports.flatMap(r -> r.find("junit"))
                            .map(v -> shapes.texts(v, "artifacts:reports:junit"))
                            .orElse(List.of()),
                    reports.flatMap(r -> r.find("dotenv"))
                            .map(v -> shapes.texts(v, "artifacts:reports:dotenv"))
                            .orElse(List.of()));
        });
    }

    private void checkReports(Mapping reports) {
        shapes.onlyKeys(reports, "artifacts:reports", REPORTS);
        for (var key : reports.entries().keySet()) {
            if (REPORTS.contains(key) && !key.equals("junit") && !key.equals("dotenv")) {
                shapes.ignored(reports.at(key), "this runner does not evaluate artifacts:reports:" + key);
            }
        }
    }

    private List<String> list(Mapping mapping, String key, String keyword) {
        return mapping.find(key)
                .map(v -> shapes.textList(v, keyword + ":" + key))
                .orElse(List.of());
    }

    private When when(Mapping mapping, String keyword) {
        var when = mapping.find("when")
                .flatMap(v -> shapes.text(v, keyword + ":when"))
                .flatMap(When::of);
        if (mapping.entries().containsKey("when")
                && when.filter(w -> w == When.ON_SUCCESS || w == When.ON_FAILURE || w == When.ALWAYS)
                        .isEmpty()) {
            shapes.invalid(mapping.at("when"), keyword + ":when must be one of: on_success, on_failure, always");
        }
        return when.orElse(When.ON_SUCCESS);
    }

    private void untracked(Mapping mapping, String keyword) {
        mapping.find("untracked")
                .flatMap(v -> shapes.flag(v, keyword + ":untracked"))
                .filter(yes -> yes)
                .ifPresent(v -> shapes.unsupported(
                        mapping.at("untracked"),
                        "this runner does not support " + keyword + ":untracked; name the paths"));
    }

    List<Cache> caches(YamlValue value) {
        var caches = new ArrayList<Cache>();
        for (var item : Shapes.items(value)) {
            for (var one : Shapes.items(item)) {
                shapes.mapping(one, "cache").ifPresent(mapping -> caches.add(cache(mapping)));
            }
        }
        if (caches.size() > MAX_CACHES) {
            shapes.invalid(value.place(), "cache has " + caches.size() + " entries, more than " + MAX_CACHES);
        }
        return caches;
    }

    private Cache cache(Mapping cache) {
        shapes.onlyKeys(cache, "cache", CACHE);
        untracked(cache, "cache");
        var policy = cache.find("policy")
                .flatMap(v -> shapes.text(v, "cache:policy"))
                .orElse("pull-push");
        if (!Set.of("pull", "push", "pull-push").contains(policy) && !policy.startsWith("$")) {
            shapes.invalid(cache.at("policy"), "cache:policy must be one of: pull-push, push, pull");
        }
        var key = cache.find("key");
        var keyFiles = key.filter(Mapping.class::isInstance).map(v -> keyFiles((Mapping) v));
        return new Cache(
                key.map(this::keyText).orElse("default"),
                keyFiles.orElse(List.of()),
                list(cache, "paths", "cache"),
                !policy.equals("push"),
                !policy.equals("pull"),
                when(cache, "cache"),
                list(cache, "fallback_keys", "cache"));
    }

    private String keyText(YamlValue key) {
        return key instanceof Mapping mapping
                ? mapping.find("prefix")
                        .flatMap(v -> shapes.text(v, "cache:key:prefix"))
                        .orElse("")
                : shapes.text(key, "cache:key").orElse("");
    }

    private List<String> keyFiles(Mapping key) {
        shapes.onlyKeys(key, "cache:key", Set.of("files", "files_commits", "prefix"));
        var files = list(key, key.entries().containsKey("files_commits") ? "files_commits" : "files", "cache:key");
        if (files.isEmpty() || files.size() > 2) {
            shapes.invalid(key.place(), "cache:key:files must name one or two files");
        }
        return files;
    }
}
