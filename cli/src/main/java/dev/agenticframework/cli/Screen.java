package dev.agenticframework.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a command shows what it has to say: coloured and redrawn in a terminal, plain lines elsewhere.
final class Screen {
    private static final String RESET = "\u001b[0m";
    private static final int USUAL_WIDTH = 120;
    private static final Pattern UNWANTED =
            Pattern.compile("\u001b(?!\\[[0-9;]*m)|[\\p{Cntrl}&&[^\t\n\u001b]]|[\u0080-\u009f]");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colours;
    private final int width;
    private int drawn;

    /// The colours that mean something.
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

    /// The process's own: a terminal where both ends are one; no colours where `NO_COLOR` is set.
    // On JDK 25 there is no console where input or output is not a terminal, whatever the check says of JDK 22.
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

    boolean isTerminal() {
        return terminal;
    }

    void line(String text) {
        out.println(harmless(text));
        out.flush();
    }

    void note(String text) {
        err.println(harmless(text));
        err.flush();
    }

    /// What services and jobs wrote is foreign: it may colour its text in a terminal, and do nothing else to it.
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

    /// Draws a block in place of the block drawn before. Only in a terminal.
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

    // A line that the terminal wraps would be drawn over two.
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

    /// How many characters a line shows from here on.
    private static int visible(String line, int from) {
        return ESCAPE.matcher(line.substring(from)).replaceAll("").length();
    }

    /// Ends a block: what follows is written below it.
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
