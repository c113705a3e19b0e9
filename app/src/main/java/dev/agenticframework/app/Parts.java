package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Sources;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.agentapi.connect.ConnectorHost;
import dev.agenticframework.app.configuration.Configuration;
import dev.agenticframework.app.configuration.ConfigurationFile;
import dev.agenticframework.codegen.CodegenAgent;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.deployment.DeploymentAgent;
import dev.agenticframework.observability.ObservabilityAgent;
import dev.agenticframework.policy.PolicyAgent;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.FileSecretStore;
import dev.agenticframework.runtimeembedded.FileWaiverRegister;
import dev.agenticframework.runtimeembedded.SecretKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// The parts of an installation, each in its own folder of `AGENTIC_HOME`. Nothing runs until it is started.
final class Parts {
    private final Settings settings;
    private final Configuration configuration;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final FileArtifactStore artifacts;
    private final FileSecretStore secrets;
    private final FileWaiverRegister waivers;
    private final Policies policies;

    /// @param connectors the kinds of systems that the configuration can name
    /// @throws FailureException when the configuration is not valid or the home directory cannot be used
    Parts(Settings settings, List<Connector> connectors) {
        this.settings = settings;
        this.configuration = ConfigurationFile.read(settings.file(ConfigurationFile.NAME), connectors);
        PrivateHome.prepare(settings.home());
        this.artifacts = new FileArtifactStore(settings.file("artifacts"));
        var key = SecretKeys.find(settings.environment(), settings.file("keys/secrets.key"), random);
        this.secrets = new FileSecretStore(settings.file("secrets"), key, random);
        this.waivers = new FileWaiverRegister(settings.file("waivers"), clock);
        this.policies = new Policies(settings.install().resolve("policies"), clock, waivers);
    }

    Clock clock() {
        return clock;
    }

    FileArtifactStore artifacts() {
        return artifacts;
    }

    Policies policies() {
        return policies;
    }

    FileWaiverRegister waivers() {
        return waivers;
    }

    Configuration configuration() {
        return configuration;
    }

    Environments environments() {
        return configuration.environments();
    }

    /// Opens the connections, and starts none of them.
    Connections connect(Signals signals) {
        return Connections.open(
                configuration, (directory, sources, jobServices) -> host(directory, signals, sources, jobServices));
    }

    private ConnectorHost host(String directory, Signals signals, Sources sources, JobServices jobServices) {
        return new ConnectorHost(
                settings.file(directory),
                signals,
                artifacts,
                secrets,
                clock,
                random,
                sources,
                jobServices,
                settings.tools());
    }

    /// The agents, in the order in which people expect to see their tasks.
    List<Agent> agents(Targets targets) {
        return List.of(
                codegen(targets),
                new DeploymentAgent(targets, artifacts, environments()),
                policy(targets),
                new ObservabilityAgent(targets, artifacts, environments()));
    }

    /// Those that read and write repositories only, and can do so in any process of this machine.
    List<Agent> agentsThatNeedNoPlatform(Targets targets) {
        return List.of(codegen(targets), policy(targets));
    }

    private Agent codegen(Targets targets) {
        return new CodegenAgent(this::templates, artifacts, targets);
    }

    private Agent policy(Targets targets) {
        return new PolicyAgent(targets, artifacts, policies.engine(), environments());
    }

    static List<Capability> capabilities(List<Agent> agents) {
        return agents.stream().flatMap(agent -> agent.capabilities().stream()).toList();
    }

    /// The templates of the installation, and before them those of the user.
    TemplateCatalog templates() {
        return TemplateCatalog.load(
                List.of(settings.file("templates"), settings.install().resolve("templates")));
    }
}
