package dev.agenticframework.app;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Surroundings;
import dev.agenticframework.agentapi.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What exists in the targets of environments, and what they can do.
final class ConnectedSurroundings implements Surroundings {
    private static final Duration LANGUAGES_VALID = Duration.ofSeconds(30);
    private static final Duration OBSTACLES_VALID = Duration.ofSeconds(2);

    private final Targets targets;
    private final boolean running;
    private final Map<Builds, Remembered<List<Offer>>> languages = new ConcurrentHashMap<>();

    private ConnectedSurroundings(Targets targets, boolean running) {
        this.targets = targets;
        this.running = running;
    }

    /// The surroundings of a running platform.
    static ConnectedSurroundings of(Targets targets) {
        return new ConnectedSurroundings(targets, true);
    }

    /// The surroundings where no platform runs: it is not known which services exist.
    static ConnectedSurroundings offline(Targets targets) {
        return new ConnectedSurroundings(targets, false);
    }

    @Override
    public Optional<SortedSet<String>> services(String environment) {
        return running
                ? Optional.of(targets.of(environment).sourceControl().repositories().stream()
                        .map(SourceControl.Repository::service)
                        .collect(Collectors.toCollection(TreeSet::new)))
                : Optional.empty();
    }

    /// A tool that was missing may have been installed since.
    @Override
    public List<Offer> languages(String environment) {
        var remembered = remembered(environment);
        var known = remembered.get();
        return known.stream().allMatch(Offer::works) ? known : remembered.notOlderThan(OBSTACLES_VALID);
    }

    private Remembered<List<Offer>> remembered(String environment) {
        return languages.computeIfAbsent(
                targets.of(environment).builds(),
                builds -> new Remembered<>(builds::languages, LANGUAGES_VALID, System::nanoTime));
    }

    @Override
    public List<Offer> resources(String environment) {
        return targets.of(environment).provisioning().resourceTypes();
    }

    @Override
    public List<Offer> strategies(String environment) {
        return targets.of(environment).rollouts().strategies();
    }

    /// Asks for the languages, so that the first request does not have to wait for them.
    void look(Environments environments) {
        environments.all().stream()
                .map(Environment::name)
                .forEach(name -> remembered(name).get());
    }
}
