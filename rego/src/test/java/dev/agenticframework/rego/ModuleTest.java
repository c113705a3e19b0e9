package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import tools.jackson.core.JsonParser;

/// A small consumer on the module path: the exported packages are enough for it, and it sees no others.
class ModuleTest {
    private static final String DESCRIPTOR = """
            module acme.authz {
                requires dev.agenticframework.rego;
                exports acme.authz;
            }
            """;

    private static final String CONSUMER = """
            package acme.authz;

            import dev.agenticframework.rego.Compilation;
            import dev.agenticframework.rego.CompileOptions;
            import dev.agenticframework.rego.DecisionPoint;
            import dev.agenticframework.rego.LocalDecisions;
            import dev.agenticframework.rego.Rego;
            import dev.agenticframework.rego.bundle.PolicyFiles;
            import dev.agenticframework.rego.format.PolicyFormatter;
            import dev.agenticframework.rego.source.RegoError;
            import dev.agenticframework.rego.source.RegoVersion;
            import dev.agenticframework.rego.testing.RegoTests;
            import dev.agenticframework.rego.trace.Explanation;
            import dev.agenticframework.rego.value.JsonText;
            import dev.agenticframework.rego.value.NumberValue;
            import dev.agenticframework.rego.value.ObjectValue;
            import dev.agenticframework.rego.value.YamlText;
            import java.util.List;
            import java.util.Map;

            public final class Consumer {
                public static String decide(String policy, String data, String input) {
                    CompileOptions options = CompileOptions.V1.withBuiltin(
                            "acme.answer() number", (context, operands) -> NumberValue.of(42));
                    var compiled = Rego.compile(
                            Map.of("authz.rego", policy), (ObjectValue) YamlText.parse(data), options);
                    return switch (compiled) {
                        case Compilation.Failed(List<RegoError> errors) -> errors.toString();
                        case Compilation.Compiled(var authz) ->
                            switch (new LocalDecisions(authz).decide("data.authz.allow", JsonText.parse(input))) {
                                case DecisionPoint.Decision.Defined(var value) -> JsonText.write(value);
                                case DecisionPoint.Decision.Undefined() -> "undefined";
                                case DecisionPoint.Decision.Failed(var code, var message) -> code + message;
                            };
                    };
                }
            }
            """;

    private static final String INTRUDER = """
            package acme.authz;

            public final class Consumer {
                dev.agenticframework.rego.syntax.Term term;
            }
            """;

    @Test
    void aModularConsumerCompilesAndRuns(@TempDir Path folder) throws Exception {
        assertThat(compile(folder, CONSUMER)).isEmpty();

        Class<?> consumer = load(folder);
        Object answer = consumer.getMethod("decide", String.class, String.class, String.class)
                .invoke(null, """
                        package authz
                        allow := {"role": role, "answer": acme.answer(), "name": upper(input.user)} if {
                            some role in data.roles[input.user]
                            regex.match(`^adm`, role)
                        }
                        """, "roles: {alice: [admin]}", "{\"user\": \"alice\"}");

        assertThat(answer).isEqualTo("{\"answer\":42,\"name\":\"ALICE\",\"role\":\"admin\"}");
    }

    @Test
    void theExampleOfTheReadmeCompiles(@TempDir Path folder) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf("```java\n") + 8);
        example = example.substring(0, example.indexOf("```"));
        int code = example.indexOf("\n\n");

        assertThat(compile(folder, """
                package acme.authz;

                import java.nio.file.*;
                import java.util.*;
                %s
                public final class Consumer {
                    static void example() throws Exception {
                        %s
                    }
                }
                """.formatted(example.substring(0, code), example.substring(code))))
                .isEmpty();
    }

    @Test
    void aModularConsumerCannotUseWhatIsNotExported(@TempDir Path folder) throws Exception {
        assertThat(compile(folder, INTRUDER))
                .singleElement()
                .asString()
                .contains("dev.agenticframework.rego.syntax", "does not export it");
    }

    private static List<String> compile(Path folder, String consumer) throws Exception {
        Path source = Files.createDirectories(folder.resolve("src/acme/authz"));
        Path descriptor = Files.writeString(folder.resolve("src/module-info.java"), DESCRIPTOR);
        Path type = Files.writeString(source.resolve("Consumer.java"), consumer);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            List<String> options = List.of(
                    "--class-path",
                    "",
                    "--module-path",
                    modulePath().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                    "-proc:none",
                    "-d",
                    folder.resolve("classes").toString());
            compiler.getTask(null, files, problems, options, null, files.getJavaFileObjects(descriptor, type))
                    .call();
        }
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> String.valueOf(problem.getMessage(null)))
                .toList();
    }

    private static Class<?> load(Path folder) throws ClassNotFoundException {
        Path[] path = Stream.concat(Stream.of(folder.resolve("classes")), modulePath())
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of("acme.authz"));
        return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader())
                .findLoader("acme.authz")
                .loadClass("acme.authz.Consumer");
    }

    // This module and what it requires.
    private static Stream<Path> modulePath() {
        return Arrays.stream(new Class<?>[] {Rego.class, JsonParser.class, Load.class, Pattern.class, Nullable.class})
                .map(ModuleTest::origin);
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
