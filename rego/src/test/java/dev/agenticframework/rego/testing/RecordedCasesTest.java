package dev.agenticframework.rego.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.library.StandardBuiltins;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The cases of this module, whose answers `bench/rego/record.py` recorded from the reference implementation.
///
/// A case with `difference: message` fails with the same code and another message; one with `difference: outcome` has
/// another outcome altogether. The README lists why.
class RecordedCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final int MIN_CASES = 900;

    /// Only the runner of tests calls it.
    private static final Set<String> NOT_FOR_POLICIES = Set.of("internal.test_case");

    /// The reference has no such bounds, or cannot get there from its command line.
    private static final Set<String> NOT_RECORDED = Set.of(RegoError.CANCEL, RegoError.LIMIT, RegoError.WITH_MERGE);

    private record Recorded(ObjectValue item, RegoVersion version) {
        String text(String field) {
            return item.get(field) instanceof StringValue text ? text.text() : "";
        }

        ConformanceCase whole() {
            return ConformanceCase.of(item, version);
        }

        String policy() {
            return item.get("modules") + " " + text("query");
        }
    }

    private static List<Recorded> recorded() {
        List<Recorded> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                RegoVersion version = file.startsWith(FOLDER.resolve("v0")) ? RegoVersion.V0 : RegoVersion.V1;
                ObjectValue document = (ObjectValue) YamlText.parse(Files.readString(file));
                for (Value item : (ArrayValue) Objects.requireNonNull(document.get("cases"))) {
                    cases.add(new Recorded((ObjectValue) item, version));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> answersAreThoseOfTheReference() {
        return recorded().stream()
                .map(one -> DynamicTest.dynamicTest(one.version() + " " + one.text("note"), () -> check(one)));
    }

    private static void check(Recorded one) {
        String problem = ConformanceRun.problem(one.whole());
        switch (one.text("difference")) {
            case "" -> assertThat(problem).as(one.policy()).isNull();
            case "message" -> {
                assertThat(problem).as("a message that differs").isNotNull();
                ObjectValue codeOnly = one.item().without(StringValue.of("want_error"));
                assertThat(ConformanceRun.problem(ConformanceCase.of(codeOnly, one.version())))
                        .as(one.policy())
                        .isNull();
            }
            case "outcome" -> assertThat(problem).as("an outcome that differs").isNotNull();
            case String unknown -> throw new IllegalArgumentException("unknown difference: " + unknown);
        }
    }

    @Test
    void everyCaseIsRecordedAndHasANameOfItsOwn() {
        List<Recorded> cases = recorded();

        assertThat(cases)
                .hasSizeGreaterThan(MIN_CASES)
                .allSatisfy(one -> assertThat(one.item().get("want_result") != null
                                || !one.text("want_error").isEmpty())
                        .as(one.text("note"))
                        .isTrue());
        assertThat(cases).extracting(one -> one.version() + one.text("note")).doesNotHaveDuplicates();
    }

    @Test
    void everyBuiltinOccursInACase() {
        String policies = recorded().stream().map(Recorded::policy).collect(Collectors.joining("\n"));

        assertThat(StandardBuiltins.ALL.declarations())
                .filteredOn(declaration -> !NOT_FOR_POLICIES.contains(declaration.name()))
                .allSatisfy(declaration -> assertThat(occurs(declaration, policies))
                        .as(declaration.name())
                        .isTrue());
    }

    private static boolean occurs(BuiltinDeclaration declaration, String policies) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(declaration.name()) + "\\(")
                .matcher(policies)
                .find();
    }

    @Test
    void everyErrorCodeOccursInACase() throws ReflectiveOperationException {
        Set<String> codes =
                recorded().stream().map(one -> one.text("want_error_code")).collect(Collectors.toSet());

        assertThat(RegoError.class.getFields())
                .filteredOn(field -> field.getType() == String.class)
                .extracting(field -> (String) field.get(null))
                .filteredOn(code -> !NOT_RECORDED.contains(code))
                .hasSizeGreaterThan(5)
                .allSatisfy(code -> assertThat(codes).contains(code));
    }
}
