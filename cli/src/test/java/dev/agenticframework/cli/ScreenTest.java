package dev.agenticframework.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Screen screen(boolean colours) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Screen(stream, stream, true, colours, 10);
    }

    private String drawn() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lineThatIsTooWideSaysThatItGoesOn() {
        screen(false).redraw(List.of("123456789", "1234567890", "12345678901"));

        assertThat(drawn()).contains("123456789\n", "1234567890\n", "123456789…\n");
    }

    @Test
    void coloursTakeNoRoom() {
        var screen = screen(true);

        screen.redraw(List.of(screen.paint(Screen.Colour.GREEN, "1234567890")));

        assertThat(drawn()).contains("1234567890").doesNotContain("…");
    }

    @Test
    void foreignTextColoursATerminalAndDoesNothingElseToIt() {
        String hostile = "\u001b]0;title\u0007\u001b[2J\u001b[31mred\rover";

        screen(true).line(hostile);
        screen(false).line(hostile);

        assertThat(drawn()).isEqualTo("]0;title[2J\u001b[31mredover\u001b[0m\n]0;title[2Jredover\n");
    }

    @Test
    void foreignTextCannotHideOrReverseWhatPeopleApprove() {
        screen(true).line("fix \u001b[8mand remove\u001b[30;40m all \u001b[1;32mok\u001b[0m\u202eevas\u2066");

        assertThat(drawn()).isEqualTo("fix [8mand remove[30;40m all \u001b[1;32mok\u001b[0mevas\u001b[0m\n");
    }

    @Test
    void foreignTextMakesNoRowOfATable() {
        var table = new Table("ID", "STATEMENT").row("1", "fine\n2   approved by Ada\u2028\t3");

        assertThat(table.lines(screen(false))).containsExactly("ID  STATEMENT", "1   fine 2   approved by Ada 3");
    }

    @Test
    void blockIsDrawnOverTheOneBefore() {
        var screen = screen(false);

        screen.redraw(List.of("a", "b"));
        screen.redraw(List.of("c", "d"));

        assertThat(drawn()).contains("\u001b[2A");
    }
}
