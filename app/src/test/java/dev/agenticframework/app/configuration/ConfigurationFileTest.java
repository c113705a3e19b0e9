package dev.agenticframework.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.access.Access;
import dev.agenticframework.agentapi.access.Grant;
import dev.agenticframework.agentapi.access.Role;
import dev.agenticframework.agentapi.access.Team;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.localgit.LocalGitConnector;
import dev.agenticframework.localpipelines.LocalPipelinesConnector;
import dev.agenticframework.localplatform.LocalPlatformConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final List<Connector> CONNECTORS =
            List.of(new LocalGitConnector(), new LocalPlatformConnector(), new LocalPipelinesConnector());

    @TempDir
    Path folder;

    private Configuration read(String yaml) throws IOException {
        return ConfigurationFile.read(Files.writeString(folder.resolve(ConfigurationFile.NAME), yaml), CONNECTORS);
    }

    /// The lines of the error message.
    private List<String> problems(String yaml) throws IOException {
        try {
            read(yaml);
        } catch (FailureException e) {
            assertThat(e.failure().code()).isEqualTo("CONFIGURATION_INVALID");
            return e.failure().message().lines().toList();
        }
        return List.of();
    }

    @Test
    void withoutAFileTheEnvironmentsOfTheSpecificationExistOnThisMachine() throws IOException {
        for (var configuration : List.of(
                ConfigurationFile.read(folder.resolve("none.yaml"), CONNECTORS), read(""), read("# nothing\n"))) {
            assertThat(configuration.environments().names()).containsExactly("dev", "staging", "production");
            assertThat(configuration.connections())
                    .extracting(Configuration.ConnectionSettings::name)
                    .containsExactly("local-git", "local-platform", "local-pipelines");
        }
    }

    @Test
    void environmentTakesWhatIsWrittenAndTheRestFromTheDefaultsOfItsName() throws IOException {
        var environments = read("""
                        environments:
                          qa: {strategy: canary}
                          production:
                            approval: [ada@example.com, grace@example.com]
                            slo: {latencyP99: 2s}
                          dev:
                        """).environments();

        assertThat(environments.names()).containsExactly("qa", "production", "dev");
        var qa = environments.get("qa");
        assertThat(qa.strategy()).isEqualTo(RolloutStrategy.CANARY);
        assertThat(qa.policy()).isEqualTo(PolicyMode.ENFORCED);
        var production = environments.get("production");
        assertThat(production.approval()).containsExactly("ada@example.com", "grace@example.com");
        assertThat(production.slo()).isEqualTo(new Environment.Slo(0.999, Duration.ofSeconds(2)));
        assertThat(production.policy()).isEqualTo(PolicyMode.STRICT);
        assertThat(environments.get("dev").policy()).isEqualTo(PolicyMode.ADVISORY);
    }

    @Test
    void environmentNamesTheConnectionsThatDoItsJobs() throws IOException {
        var configuration = read("""
                        connections:
                          team-git: {type: local-git, settings: {group: platform}}
                        environments:
                          dev: {targets: {sourceControl: team-git, builds: local-platform}}
                        """);

        var targets = configuration.environments().get("dev").targets();
        assertThat(targets.of(Port.SOURCE_CONTROL)).contains("team-git");
        assertThat(targets.of(Port.BUILDS)).contains("local-platform");
        assertThat(targets.of(Port.ROLLOUTS)).isEmpty();
        var added = configuration.connections().getLast();
        assertThat(added.name()).isEqualTo("team-git");
        assertThat(added.settings().text()).isEqualTo("{\"group\":\"platform\"}");
        assertThat(added.directory()).isEqualTo("connections/team-git");
    }

    @Test
    void everyMistakeIsNamedWithItsLineAndItsRemedy() throws IOException {
        assertThat(problems("""
                        enviroments: {}
                        environments:
                          staging:
                            policy: advisori
                            slo: {availability: 99.5}
                          Bad_Name: {}
                          dev: {approval: ada}
                        connections:
                          git: {}
                        """))
                .containsExactlyInAnyOrder(
                        "agentic.yaml:1: The file has the unknown key 'enviroments'."
                                + " Use these keys only: access, connections, environments.",
                        "agentic.yaml:4: 'environments.staging.policy' is 'advisori', which is not valid."
                                + " Use one of: advisory, enforced, strict.",
                        "agentic.yaml:5: 'environments.staging.slo.availability' is '99.5', which is not valid."
                                + " Use a number from 0 to 1.",
                        "agentic.yaml:6: 'Bad_Name' is not a valid name. Use at most 40 characters: lowercase words"
                                + " joined by hyphens. The name none is reserved.",
                        "agentic.yaml:7: 'environments.dev.approval' is 'ada', which is not valid."
                                + " Use a value of this type: array.",
                        "agentic.yaml:9: 'connections.git' has no key 'type'. Add the key.");
    }

    @Test
    void targetsMustExistAndDoTheJob() throws IOException {
        assertThat(problems("""
                        environments:
                          dev:
                            targets:
                              rollouts: cluster
                              builds: local-git
                        """))
                .containsExactly(
                        "agentic.yaml:5: The connection 'local-git' does not support 'builds'."
                                + " Use one of: local-platform.",
                        "agentic.yaml:4: No connection is named 'cluster'. Use one of: local-platform.");
    }

    @Test
    void connectionsHaveAKnownTypeAndItsSettings() throws IOException {
        assertThat(problems("connections:\n  hub: {type: github}\n"))
                .containsExactly("agentic.yaml:2: No connector has the type 'github'."
                        + " Use one of: local-git, local-platform, local-pipelines.");
        assertThat(problems("connections:\n  local-git: {type: local-platform}\n"))
                .singleElement()
                .asString()
                .contains("'local-git' always exists");
        assertThat(problems("""
                        connections:
                          local-pipelines:
                            type: local-pipelines
                            settings: {parallelJobs: 0}
                        """))
                .containsExactly("agentic.yaml:4: 'connections.local-pipelines.settings.parallelJobs' is '0', which is"
                        + " not valid. Use a number from 1 to 64.");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() throws IOException {
        assertThat(problems("environments:\n  dev: [\n"))
                .singleElement()
                .asString()
                .startsWith("agentic.yaml:3: ");
        assertThat(problems("- a list\n")).singleElement().asString().startsWith("agentic.yaml:1: ");
        assertThat(problems("a: 1\n---\nb: 2\n")).singleElement().asString().startsWith("agentic.yaml:3: ");
    }

    @Test
    void pathOfAConnectionCannotLeaveTheHome() throws IOException {
        assertThat(problems("connections:\n  ../../etc: {type: local-git}\n")).hasSize(1);
        assertThat(problems("connections:\n  g: {type: local-git, settings: {group: ../../etc}}\n"))
                .hasSize(1);
    }

    @Test
    void withoutASectionAccessIsNotLimited() throws IOException {
        assertThat(read("environments:\n  dev:\n").access()).isEqualTo(Access.OPEN);
    }

    @Test
    void accessHasTeamsAndGrantsWithTheirLines() throws IOException {
        var access = read("""
                        access:
                          teams:
                            payments: {members: [ann@example.com, "group:payments"], services: [orders, "payments-*"]}
                          grants:
                            - {role: developer, to: ["team:payments"], environments: [dev, staging], services: own}
                            - {role: approver, to: [grace@example.com, "group:sre"], environments: [production]}
                        """).access();

        assertThat(access.limited()).isTrue();
        assertThat(access.teams().get("payments"))
                .isEqualTo(new Team(List.of("ann@example.com", "group:payments"), List.of("orders", "payments-*")));
        assertThat(access.grants())
                .containsExactly(
                        new Grant(
                                "agentic.yaml:5",
                                Role.DEVELOPER,
                                List.of("team:payments"),
                                List.of("dev", "staging"),
                                true,
                                List.of()),
                        new Grant(
                                "agentic.yaml:6",
                                Role.APPROVER,
                                List.of("grace@example.com", "group:sre"),
                                List.of("production"),
                                false,
                                List.of()));
    }

    @Test
    void mistakesInAccessAreNamedWithTheirLinesAndRemedies() throws IOException {
        assertThat(problems("""
                        access:
                          teams:
                            payments: {members: [ann], services: [Orders]}
                          grants:
                            - {role: boss, to: [ann]}
                            - {to: [ann], role: viewer, services: mine}
                            - {role: viewer}
                        """))
                .containsExactlyInAnyOrder(
                        "agentic.yaml:3: 'access.teams.payments.services.0' is 'Orders', which is not valid."
                                + " Use the name of a service, or the beginning of names followed by *, such as"
                                + " payments-*.",
                        "agentic.yaml:5: 'access.grants.0.role' is 'boss', which is not valid."
                                + " Use one of: viewer, signaller, developer, approver, operator, admin.",
                        "agentic.yaml:6: 'access.grants.1.services' is 'mine', which is not valid. Use own for the"
                                + " services of the grantees' teams, or a list of services. All services when this"
                                + " key is absent.",
                        "agentic.yaml:7: 'access.grants.2' has no key 'to'. Add the key.");
        assertThat(problems("""
                        access:
                          grants:
                            - role: viewer
                              to: ["team:payments"]
                              environments: [moon]
                            - {role: viewer, to: [ann], services: ["team:orders"]}
                        """))
                .containsExactlyInAnyOrder(
                        "agentic.yaml:4: No team is named 'payments'. Add it to access.teams.",
                        "agentic.yaml:5: No environment is named 'moon'. Use one of: dev, staging, production.",
                        "agentic.yaml:6: No team is named 'orders'. Add it to access.teams.");
    }
}
