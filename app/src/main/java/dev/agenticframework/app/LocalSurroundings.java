package dev.agenticframework.app;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What exists on this machine, and what can be built on it. Each environment is on the same machine.
final class LocalSurroundings implements Surroundings {
    private static final Duration LANGUAGES_VALID = Duration.ofSeconds(30);
    private static final Duration OBSTACLES_VALID = Duration.ofSeconds(2);

    private final Optional<SourceControl> sources;
    private final Remembered<List<Offer>> languages;

    private LocalSurroundings(Optional<SourceControl> sources, Builds builds) {
        this.sources = sources;
        this.languages = new Remembered<>(builds::languages, LANGUAGES_VALID, System::nanoTime);
    }

    /// The surroundings of a running platform.
    ///
    /// @param sources the repositories of the services that exist
    static LocalSurroundings of(SourceControl sources, Builds builds) {
        return new LocalSurroundings(Optional.of(sources), builds);
    }

    /// The surroundings without a running platform. They do not know which services exist.
    static LocalSurroundings offline(Builds builds) {
        return new LocalSurroundings(Optional.empty(), builds);
    }

    @Override
    public Optional<SortedSet<String>> services() {
        return sources.map(known -> known.repositories().stream()
                .map(SourceControl.Repository::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// A missing tool can have been installed in the meantime.
    @Override
    public List<Offer> languages(String environment) {
        var known = languages.get();
        return known.stream().allMatch(Offer::works) ? known : languages.notOlderThan(OBSTACLES_VALID);
    }

    /// Checks the machine in advance, so that the first request does not have to wait.
    void look() {
        languages.get();
    }
}
