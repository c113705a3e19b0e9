package dev.agenticframework.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Prints the output of a command: with colors and redrawn tables in a terminal, as plain lines elsewhere.
final class Screen {
    private static final String RESET = "\u001b[0m";
    private static final int USUAL_WIDTH = 120;
    private static final int MIN_HELP_WIDTH = 60;
    private static final int MAX_HELP_WIDTH = 100;
    private static final int USUAL_HELP_WIDTH = 80;
    /// What turns text bold, dim, underlined or one of the colors from red to cyan, and back. No other code is let
    /// through: black text and concealed text cannot be read.
    private static final String STYLE = "\\[(?:(?:[0-4]|2[234]|3[1-69]|9[1-6])?(?:;|(?=m)))*m";
    /// Control characters, and those that reverse the direction of a text (UAX #9): what people approve must look
    /// like what it is.
    private static final Pattern UNWANTED = Pattern.compile(
            "\u001b(?!" + STYLE
                    + ")|[\\p{Cntrl}&&[^\t\n\u001b]]|[\\x{80}-\\x{9f}\\x{61c}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colours;
    private final int width;
    private int drawn;

    /// Colors with a meaning.
    enum Colour {
        GREEN("\u001b[32m"),
        RED("\u001b[31m"),
        YELLOW("\u001b[33m"),
        BLUE("\u001b[36m"),
        DIM("\u001b[2m"),
        BOLD("\u001b[1m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    Screen(PrintStream out, PrintStream err, boolean terminal, boolean colours, int width) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colours = colours;
        this.width = width;
    }

    /// The screen of this process: a terminal if input and output are terminals; without colors if `NO_COLOR`
    /// is set.
    // On JDK 25 there is no console unless input and output are terminals. The warning is about JDK 22.
    @SuppressWarnings("SystemConsoleNull")
    static Screen ofProcess() {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        boolean colours = terminal && System.getenv("NO_COLOR") == null;
        return new Screen(System.out, System.err, terminal, colours, width(System.getenv("COLUMNS")));
    }

    private static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /// The width of help texts, in characters.
    int helpWidth() {
        return terminal ? Math.clamp(width, MIN_HELP_WIDTH, MAX_HELP_WIDTH) : USUAL_HELP_WIDTH;
    }

    boolean isTerminal() {
        return terminal;
    }

    /// Asks for a line; empty where nobody can answer.
    @SuppressWarnings("SystemConsoleNull")
    String ask(String question) {
        Console console = System.console();
        if (!terminal || console == null) {
            return "";
        }
        String answer = console.readLine("%s", question);
        return answer == null ? "" : answer.strip();
    }

    void line(String text) {
        out.println(harmless(text));
        out.flush();
    }

    void note(String text) {
        err.println(harmless(text));
        err.flush();
    }

    /// Removes control characters from foreign text, such as the output of services and jobs. Colors remain in
    /// a terminal.
    private String harmless(String text) {
        String visible = UNWANTED.matcher(text).replaceAll("");
        if (!colours) {
            return ESCAPE.matcher(visible).replaceAll("");
        }
        return visible.indexOf('\u001b') >= 0 && !visible.endsWith(RESET) ? visible + RESET : visible;
    }

    String paint(Colour colour, String text) {
        return colours ? colour.code + text + RESET : text;
    }

    /// Replaces the previously drawn block. Only for terminals.
    void redraw(List<String> lines) {
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append("A");
        }
        for (String line : lines) {
            text.append("\u001b[2K").append(clipped(harmless(line))).append('\n');
        }
        text.append("\u001b[0J");
        out.print(text);
        out.flush();
        drawn = lines.size();
    }

    // A line that the terminal wraps would occupy two lines, and break the next redraw.
    private String clipped(String line) {
        int shown = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\u001b') {
                i = line.indexOf('m', i);
            } else if (++shown >= width && visible(line, i) > 1) {
                return line.substring(0, i) + "…" + (colours ? RESET : "");
            }
        }
        return line;
    }

    /// The number of visible characters from an index on.
    private static int visible(String line, int from) {
        return ESCAPE.matcher(line.substring(from)).replaceAll("").length();
    }

    /// Ends a block: further output goes below it.
    void settle() {
        drawn = 0;
    }

    void fail(CommandFailure failure) {
        err.println(paint(Colour.RED, "error") + " " + failure.code() + ": " + failure.getMessage());
        if (!failure.remedy().isEmpty()) {
            err.println("  " + paint(Colour.DIM, "what to do:") + " " + failure.remedy());
        }
        err.flush();
    }
}
