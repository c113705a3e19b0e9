package dev.agenticframework.app;

import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.Targets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The services that run, wherever they run.
record ConnectedInstances(Targets targets, List<Instances> everywhere) implements Instances {

    private Instances in(String environment) {
        return targets.of(environment).instances();
    }

    @Override
    public Optional<ServiceStatus> find(String service, String environment) {
        return in(environment).find(service, environment);
    }

    @Override
    public List<ServiceStatus> list() {
        return everywhere.stream()
                .flatMap(instances -> instances.list().stream())
                .sorted(Comparator.comparing(ServiceStatus::environment).thenComparing(ServiceStatus::name))
                .toList();
    }

    @Override
    public List<String> logs(String service, String environment, int lines) {
        return in(environment).logs(service, environment, lines);
    }

    @Override
    public void remove(String service, String environment, boolean withData, Precondition precondition)
            throws InterruptedException {
        in(environment).remove(service, environment, withData, precondition);
    }
}
