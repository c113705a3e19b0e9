package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.codegen.CodegenAgent;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.deployment.DeploymentAgent;
import dev.agenticframework.localgit.LocalGit;
import dev.agenticframework.localpipelines.LocalPipelines;
import dev.agenticframework.localpipelines.RunnerSettings;
import dev.agenticframework.localplatform.LocalPlatform;
import dev.agenticframework.localplatform.PlatformSettings;
import dev.agenticframework.localplatform.Timings;
import dev.agenticframework.observability.ObservabilityAgent;
import dev.agenticframework.policy.PolicyAgent;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.FileSecretStore;
import dev.agenticframework.runtimeembedded.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parts of an installation, each in its own folder of `AGENTIC_HOME`. Nothing runs until it is started.
final class Parts {
    static final String PLATFORM_DIRECTORY = "platform";

    private static final int PARALLEL_JOBS = 2;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Settings settings;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final FileArtifactStore artifacts;
    private final FileSecretStore secrets;
    private final LocalGit git;
    private final Policies policies;

    Parts(Settings settings) {
        this.settings = settings;
        prepare(settings.file("keys"));
        this.artifacts = new FileArtifactStore(settings.file("artifacts"));
        var key = SecretKeys.find(settings.environment(), settings.file("keys/secrets.key"), random);
        this.secrets = new FileSecretStore(settings.file("secrets"), key, random);
        this.git = new LocalGit(settings.file("git"), clock);
        this.policies = new Policies(settings.install().resolve("policies"), clock);
    }

    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory, OWNER_ONLY);
        } catch (IOException e) {
            throw new FailureException(
                    Failure.external(
                            "HOME_NOT_WRITABLE",
                            "'" + directory + "' cannot be made",
                            "make it writable, or set AGENTIC_HOME to another directory"),
                    e);
        }
    }

    Clock clock() {
        return clock;
    }

    FileArtifactStore artifacts() {
        return artifacts;
    }

    LocalGit git() {
        return git;
    }

    Policies policies() {
        return policies;
    }

    LocalPlatform localPlatform(Signals signals) {
        var platform = new PlatformSettings(
                settings.file(PLATFORM_DIRECTORY),
                settings.javaHome(),
                mavens(),
                settings.environment(),
                replicaEnvironment(),
                Timings.defaults());
        return new LocalPlatform(platform, secrets, git, clock, random, signals);
    }

    /// A Maven that the launcher has fetched serves Java services, too.
    private List<Path> mavens() {
        return List.of(settings.fetchedMaven());
    }

    private Map<String, String> replicaEnvironment() {
        var environment = new LinkedHashMap<String, String>();
        settings.telemetry().ifPresent(url -> environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", url));
        return environment;
    }

    LocalPipelines pipelines(LocalPlatform local, Signals signals) {
        var jobs = new RunnerSettings(
                settings.file("pipelines"), PARALLEL_JOBS, RunnerSettings.scrubbed(settings.environmentOfTools()));
        var databases = new PipelineDatabases(local.scratchDatabases());
        return new LocalPipelines(git, artifacts, databases, jobs, clock, signals);
    }

    /// The agents, in the order in which people expect to see their tasks.
    List<Agent> agents(LocalPlatform local, Pipelines pipelines, List<Environment> environments) {
        var embedded = new Target(
                pipelines, local.builds(), local.provisioning(), local.rollouts(), local.instances(), local.traffic());
        Targets targets = _ -> embedded;
        return List.of(
                codegen(),
                new DeploymentAgent(targets, artifacts, environments),
                policy(environments),
                new ObservabilityAgent(targets, artifacts, environments));
    }

    /// Those that work on files alone, and can do so in any process of this machine.
    List<Agent> agentsThatNeedNoPlatform(List<Environment> environments) {
        return List.of(codegen(), policy(environments));
    }

    private Agent codegen() {
        return new CodegenAgent(this::templates, artifacts, git);
    }

    private Agent policy(List<Environment> environments) {
        return new PolicyAgent(git, artifacts, policies.engine(), environments);
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
