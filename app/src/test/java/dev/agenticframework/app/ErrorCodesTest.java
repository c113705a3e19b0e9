package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.codegen.TemplateProblem;
import dev.agenticframework.runtime.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the table of error codes in the documentation to the sources: each code has one status, and all are listed.
class ErrorCodesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("agent-api", "agents", "app", "connectors", "http-api", "runtime", "runtime-embedded");
    private static final Pattern DECLARED = Pattern.compile("Failure\\s*\\.(\\w+)\\(\\s*\"([A-Z][A-Z0-9_]+)\"");
    private static final Pattern PASSED_ON = Pattern.compile("Failure\\s*\\.(\\w+)\\(\\s*(?:code|CODE),");
    private static final Pattern OF_HTTP =
            Pattern.compile("(?:ProblemException|Problems\\.of)\\(\\s*(\\d{3}),\\s*\"([A-Z][A-Z0-9_]+)\"");
    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");
    private static final Pattern ROW = Pattern.compile("\\| (\\d{3}) \\|[^|]*\\| (.*) \\|");

    private static final Pattern COMPUTED =
            Pattern.compile("Failure\\s*\\.(?:invalid|forbidden|notFound|conflict|tooLarge"
                    + "|unprocessable|internal|external|transientExternal|exhausted)\\(\\s*([^\"\\s][^,]*),");

    /// Codes that are neither literals nor parameters: those of another failure, and of the store at start-up.
    private static final Set<String> COPIED = Set.of("problem.code()", "e.code().name()");

    private static final Map<Failure.Kind, Integer> STATUSES = Map.of(
            Failure.Kind.INVALID, 400,
            Failure.Kind.FORBIDDEN, 403,
            Failure.Kind.NOT_FOUND, 404,
            Failure.Kind.CONFLICT, 409,
            Failure.Kind.TOO_LARGE, 413,
            Failure.Kind.UNPROCESSABLE, 422,
            Failure.Kind.INTERNAL, 500,
            Failure.Kind.UNAVAILABLE, 503,
            Failure.Kind.EXHAUSTED, 507);

    @Test
    void tableListsEveryCodeWithItsStatus() throws IOException {
        assertThat(documented()).isEqualTo(declared());
    }

    @Test
    void everyCodeHasOneStatus() {
        assertThat(declared())
                .allSatisfy((code, statuses) -> assertThat(statuses).as(code).hasSize(1));
    }

    @Test
    void everyCodeCanBeFoundInTheSources() {
        assertThat(sources()
                        .flatMap(source -> COMPUTED.matcher(source).results().map(found -> found.group(1))))
                .allMatch(argument -> argument.equalsIgnoreCase("code") || COPIED.contains(argument));
    }

    private static Map<String, Set<Integer>> documented() throws IOException {
        var all = new TreeMap<String, Set<Integer>>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/reference/error-codes.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                for (String code : row.group(2).replace("`", "").split(", ")) {
                    add(all, code, Integer.parseInt(row.group(1)));
                }
            }
        }
        return all;
    }

    private static Map<String, Set<Integer>> declared() {
        var all = new TreeMap<String, Set<Integer>>();
        sources().forEach(source -> addAll(all, source));
        for (Answer.Code code : Answer.Code.values()) {
            add(all, code.name(), status(code.kind()));
        }
        for (TemplateProblem.Code code : TemplateProblem.Code.values()) {
            add(all, code.name(), status(code.kind()));
        }
        return all;
    }

    private static void addAll(Map<String, Set<Integer>> all, String source) {
        var here = new TreeSet<String>();
        DECLARED.matcher(source).results().forEach(found -> {
            here.add(found.group(2));
            add(all, found.group(2), status(found.group(1)));
        });
        OF_HTTP.matcher(source).results().forEach(found -> add(all, found.group(2), Integer.parseInt(found.group(1))));
        // A code that a method gets as a parameter is a literal of the same file.
        PASSED_ON
                .matcher(source)
                .results()
                .limit(1)
                .forEach(found -> CODE.matcher(source)
                        .results()
                        .filter(literal -> !here.contains(literal.group(1)))
                        .forEach(literal -> add(all, literal.group(1), status(found.group(1)))));
    }

    private static int status(Failure.Kind kind) {
        return Objects.requireNonNull(STATUSES.get(kind));
    }

    /// The status of what a factory method of [Failure] creates.
    private static int status(String factory) {
        try {
            var method = Failure.class.getMethod(factory, String.class, String.class, String.class);
            return status(((Failure) method.invoke(null, "", "", "")).kind());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(factory, e);
        }
    }

    private static void add(Map<String, Set<Integer>> all, String code, int status) {
        all.computeIfAbsent(code, _ -> new TreeSet<>()).add(status);
    }

    private static Stream<String> sources() {
        return MODULES.stream().flatMap(module -> {
            try (var files = Files.walk(ROOT.resolve(module))) {
                return files
                        .filter(file -> file.toString().contains("/src/main/java/")
                                && file.toString().endsWith(".java"))
                        .toList()
                        .stream()
                        .map(ErrorCodesTest::text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
