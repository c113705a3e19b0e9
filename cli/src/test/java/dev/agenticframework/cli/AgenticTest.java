package dev.agenticframework.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgenticTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        var screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80);
        return Agentic.run(new EmptyHost(""), screen, List.of(), arguments);
    }

    private String error() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "workflow",
                "workflow lsit",
                "workflow show",
                "workflow list --limit many",
                "service deploy orders",
                "status --nonsense",
                "up --port ninety",
            })
    void wrongCommandLineIsAUsageError(String line) {
        int code = run(line.split(" "));

        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(error()).contains("error COMMAND_LINE_INVALID: ").contains("--help");
        assertThat(out.size()).isZero();
    }

    @Test
    void mistypedCommandIsAnsweredWithTheOnesThatAreMeant() {
        run("workflow", "lists");

        assertThat(error()).contains("Did you mean").contains("list");
    }

    @ParameterizedTest
    @CsvSource({
        "'new hello --json', 69, HOME_NOT_WRITABLE",
        "'template show none --json', 5, TEMPLATE_NOT_FOUND",
        "'workflow list --json', 69, PLATFORM_NOT_RUNNING",
        "'up --port 70000 --json', 2, PORT_INVALID",
        "'token --hours 0 --json', 2, HOURS_INVALID",
        "'service deploy --json', 2, COMMAND_LINE_INVALID",
    })
    void failureIsOneDocumentWhereJsonIsAskedFor(String line, int exit, String code) {
        assertThat(run(line.split(" "))).isEqualTo(exit);

        var document = Json.MAPPER.readTree(out.toByteArray());
        assertThat(document.path("code").asString()).isEqualTo(code);
        assertThat(document.path("detail").asString()).isNotEmpty();
        assertThat(document.path("remedy").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "token", "status"})
    void answerIsOneDocumentWhereJsonIsAskedFor(String command) {
        run(command, "--json");

        assertThat(Json.MAPPER.readTree(out.toByteArray()).isObject()).isTrue();
    }
}
