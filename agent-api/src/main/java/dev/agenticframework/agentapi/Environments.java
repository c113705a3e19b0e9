package dev.agenticframework.agentapi;

import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Environment.Slo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The environments of an installation, in order: the first one is where new services go unless a request
/// says otherwise.
public final class Environments {
    private final Map<String, Environment> byName = new LinkedHashMap<>();

    /// @param environments at least one; names are unique
    public Environments(List<Environment> environments) {
        environments.forEach(one -> {
            if (byName.put(one.name(), one) != null) {
                throw new IllegalArgumentException("two environments are named '" + one.name() + "'");
            }
        });
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("an installation must have an environment");
        }
    }

    /// The environments of a new installation.
    public static Environments defaults() {
        return new Environments(List.of(
                new Environment(
                        "dev",
                        PolicyMode.ADVISORY,
                        List.of(),
                        true,
                        RolloutStrategy.ROLLING,
                        new Slo(0.99, Duration.ofSeconds(1)),
                        TargetNames.LOCAL),
                new Environment(
                        "staging",
                        PolicyMode.ENFORCED,
                        List.of(),
                        true,
                        RolloutStrategy.ROLLING,
                        new Slo(0.995, Duration.ofMillis(500)),
                        TargetNames.LOCAL),
                new Environment(
                        "production",
                        PolicyMode.STRICT,
                        List.of(Environment.ANYONE),
                        true,
                        RolloutStrategy.BLUE_GREEN,
                        new Slo(0.999, Duration.ofMillis(300)),
                        TargetNames.LOCAL)));
    }

    /// All of them, in order.
    public List<Environment> all() {
        return List.copyOf(byName.values());
    }

    /// Their names, in order.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// Where new services go when a request names no environment.
    public Environment first() {
        return byName.values().iterator().next();
    }

    /// The environment of a name; empty when there is none.
    public Optional<Environment> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The environment of a name.
    ///
    /// @throws FailureException `ENVIRONMENT_UNKNOWN`
    public Environment get(String name) {
        return find(name).orElseThrow(() -> new FailureException(unknown(name)));
    }

    /// The failure of naming an environment that does not exist.
    public Failure unknown(String name) {
        return Failure.notFound(
                "ENVIRONMENT_UNKNOWN",
                "No environment is named '" + name + "'.",
                "Choose one of: " + String.join(", ", names()) + ".");
    }

    /// The environment whose rules and targets apply to work.
    ///
    /// @param name empty for work that is for none, such as a change that is only merged: it is done for the
    ///     [first][#first]
    /// @throws FailureException `ENVIRONMENT_UNKNOWN`
    public Environment of(String name) {
        return name.isEmpty() ? first() : get(name);
    }

    /// The environment that the input of a task names.
    ///
    /// @throws FailureException `ENVIRONMENT_UNKNOWN`
    public Environment of(TaskContext task) {
        return get(task.inputs().get(Fields.ENVIRONMENT));
    }
}
