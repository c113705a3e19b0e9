package dev.agenticframework.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.agenticframework.agentapi.events.EventDetail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows of the architecture: `app -> {http-api, cli, agents, connectors, runtime-*} -> {runtime, agent-api}
/// -> engine`.
class ArrowsTest {
    private static final String ROOT = "dev.agenticframework.";
    private static final List<String> AGENTS = List.of("planner", "codegen", "policy", "deployment", "observability");
    private static final List<String> CONNECTORS = List.of("localgit", "localpipelines", "localplatform");
    private static final Path ROOT_FOLDER = Path.of("..").toAbsolutePath().normalize();
    private static final List<Path> BUILD_FILES = buildFiles();
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

    private static void usesOfOursOnly(String module, String... others) {
        var allowed = resideInAPackage(all(module)).or(resideInAnyPackage(packages(List.of(others))));
        noClasses()
                .that()
                .resideInAPackage(all(module))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".").and(not(allowed)))
                .check(CLASSES);
    }

    @Test
    void everyModuleIsSeenByThisTest() {
        var others = List.of(
                "engine",
                "runtime",
                "runtimeembedded",
                "agentapi",
                "httpapi",
                "cli",
                "rego",
                "host",
                "yaml",
                "lab",
                "app");
        var all = Stream.of(AGENTS, CONNECTORS, others).flatMap(List::stream);

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
            usesOfOursOnly(module);
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
        usesOfOursOnly("agentapi", "engine");
    }

    @Test
    void runtimeKnowsThePortsTheEngineAndTheHostOnly() {
        usesOfOursOnly("runtime", "agentapi", "engine", "host");
        usesOfOursOnly("runtimeembedded", "runtime", "agentapi", "engine", "host");
    }

    /// `./agentic dev` starts the lab by the name of its main class, so that nothing is compiled against it.
    @Test
    void labIsUsedByNoOtherModule() {
        usesOfOursOnly("lab", "runtimeembedded", "runtime", "agentapi", "engine");
        usedByNoOther("lab");
        assertThat(scopes("agentic-lab")).containsExactly("runtime");
    }

    @Test
    void contractsAreUsedByTestsOnly() {
        usedByNoOther("contracts");
        assertThat(scopes("agentic-contracts")).isNotEmpty().containsOnly("test");
    }

    private static void usedByNoOther(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(all(module))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(all(module))
                .check(CLASSES);
    }

    /// The scope of each dependency on a module, in the build files of all modules.
    private static List<String> scopes(String artifact) {
        var dependency = Pattern.compile(
                "<dependency>((?!</dependency>).)*<artifactId>" + artifact
                        + "</artifactId>((?!</dependency>).)*</dependency>",
                Pattern.DOTALL);
        var scope = Pattern.compile("<scope>(\\w+)</scope>");
        return BUILD_FILES.stream()
                .flatMap(file -> dependency.matcher(text(file)).results())
                .map(found -> scope.matcher(found.group()))
                .map(found -> found.find() ? found.group(1) : "compile")
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The build files of the modules that the root's lists.
    private static List<Path> buildFiles() {
        return Pattern.compile("<module>(.*)</module>")
                .matcher(text(ROOT_FOLDER.resolve("pom.xml")))
                .results()
                .map(module -> ROOT_FOLDER.resolve(module.group(1)).resolve("pom.xml"))
                .toList();
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("dev.agenticframework.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
