package dev.agenticframework.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.agenticframework.agentapi.events.EventDetail;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows of the architecture: `app -> {http-api, cli, agents, connectors, runtime-*} -> {runtime, agent-api}
/// -> engine`.
class ArrowsTest {
    private static final String ROOT = "dev.agenticframework.";
    private static final List<String> AGENTS = List.of("planner", "codegen", "policy", "deployment", "observability");
    private static final List<String> CONNECTORS = List.of("localgit", "localpipelines", "localplatform");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.agenticframework");

    private static String[] packages(List<String> names) {
        return names.stream().map(ArrowsTest::all).toArray(String[]::new);
    }

    /// The packages of a module.
    private static String all(String module) {
        return ROOT + module + "..";
    }

    private static void neverUses(String module, String... others) {
        noClasses()
                .that()
                .resideInAPackage(all(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    @Test
    void everyModuleIsSeenByThisTest() {
        var all = Stream.of(
                        AGENTS,
                        CONNECTORS,
                        List.of("engine", "runtime", "agentapi", "httpapi", "cli", "rego", "host", "yaml"))
                .flatMap(List::stream);

        assertThat(all)
                .allSatisfy(name ->
                        assertThat(CLASSES.containPackage(ROOT + name)).as(name).isTrue());
    }

    @Test
    void engineUsesNothingButTheBasicsOfJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + "engine")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "engine",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.security",
                        "java.nio.charset",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void engineReadsNoClockAndStartsNoThread() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "engine")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    @Test
    void regoHostAndYamlUseNothingOfOurs() {
        for (String module : List.of("rego", "host", "yaml")) {
            noClasses()
                    .that()
                    .resideInAPackage(all(module))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.agenticframework..").and(not(resideInAPackage(all(module)))))
                    .check(CLASSES);
        }
    }

    @Test
    void yamlIsParsedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(all("yaml"), all("rego"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(CLASSES);
    }

    @Test
    void agentsKnowNoRuntimeAndNoConnector() {
        for (String agent : AGENTS) {
            neverUses(agent, packages(CONNECTORS));
            neverUses(agent, packages(List.of("runtime", "runtimeembedded", "httpapi", "cli", "app")));
        }
    }

    @Test
    void agentsNeverUseEachOther() {
        for (String agent : AGENTS) {
            neverUses(
                    agent,
                    packages(AGENTS.stream()
                            .filter(other -> !other.equals(agent))
                            .toList()));
        }
    }

    @Test
    void connectorsKnowPortsOnly() {
        for (String connector : CONNECTORS) {
            neverUses(connector, packages(AGENTS));
            neverUses(connector, packages(List.of("runtime", "runtimeembedded", "httpapi", "cli", "app")));
        }
    }

    @Test
    void interfacesKnowNoAgentAndNoConnector() {
        for (String module : List.of("httpapi", "cli")) {
            neverUses(module, packages(AGENTS));
            neverUses(module, packages(CONNECTORS));
            neverUses(module, packages(List.of("app", "runtimeembedded")));
        }
    }

    @Test
    void everyEventHasAnEmitter() {
        var events = CLASSES.that(
                describe("are details of events", type -> type.isAssignableTo(EventDetail.class) && type.isRecord()));

        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getConstructorCallsToSelf())
                        .as(event.getSimpleName() + " is emitted")
                        .anyMatch(
                                call -> !call.getOriginOwner().getPackageName().equals(event.getPackageName())));
    }

    @Test
    void wireRecordsKnowNoRoute() {
        neverUses("httpapi.wire", ROOT + "httpapi");
    }

    @Test
    void portsKnowTheEngineOnly() {
        neverUses("agentapi", packages(AGENTS));
        neverUses("agentapi", packages(CONNECTORS));
        neverUses("agentapi", packages(List.of("runtime", "runtimeembedded", "httpapi", "cli", "app")));
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("dev.agenticframework.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
