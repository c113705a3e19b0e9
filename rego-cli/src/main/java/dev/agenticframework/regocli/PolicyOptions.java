package dev.agenticframework.regocli;

import dev.agenticframework.rego.bundle.Bundle;
import dev.agenticframework.rego.bundle.PolicyFiles;
import dev.agenticframework.rego.source.RegoVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for policies and data.
final class PolicyOptions {
    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "A policy file, a data file, or a folder of these. PREFIX:PATH loads data below a prefix.")
    private List<String> data = new ArrayList<>();

    @Option(
            names = {"-b", "--bundle"},
            paramLabel = "PATH",
            description = "A bundle: a folder or a tar.gz with policies, data and a .manifest.")
    private List<Path> bundles = new ArrayList<>();

    @Option(
            names = "--verification-key",
            paramLabel = "KEY",
            description = "Verify bundles with a PEM file, or with the secret for an HS algorithm.")
    private @Nullable String key;

    @Option(
            names = "--signing-alg",
            paramLabel = "ALG",
            defaultValue = "RS256",
            description = "Algorithm of the signatures (default: ${DEFAULT-VALUE}).")
    private String algorithm = "RS256";

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            split = ",",
            description = "Files and folders to skip, such as '*_test.rego'.")
    private List<String> ignored = new ArrayList<>();

    @Option(names = "--v0-compatible", description = "Parse modules as Rego v0.")
    private boolean v0;

    PolicyFiles load() {
        return load(List.of());
    }

    PolicyFiles load(List<String> morePaths) {
        List<String> all = new ArrayList<>(data);
        all.addAll(morePaths);
        return PolicyFiles.load(all, bundles.stream().map(this::read).toList(), ignored);
    }

    private Bundle read(Path path) {
        return key == null ? Bundle.read(path) : Bundle.readVerified(path, algorithm, keyText(key));
    }

    private static String keyText(String key) {
        try {
            return Files.isRegularFile(Path.of(key)) ? Files.readString(Path.of(key), StandardCharsets.UTF_8) : key;
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    RegoVersion version() {
        return v0 ? RegoVersion.V0 : RegoVersion.V1;
    }
}
