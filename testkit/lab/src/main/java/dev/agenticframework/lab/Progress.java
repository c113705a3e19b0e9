package dev.agenticframework.lab;

import java.io.Console;
import java.io.PrintWriter;
import java.util.function.Consumer;

/// Tells people how far something long is: a line that is written over in a terminal, and nothing in a pipe.
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private Progress() {}

    static Consumer<String> to(PrintWriter err) {
        if (!isTerminal()) {
            return _ -> {};
        }
        return text -> {
            err.print(CLEAR_LINE + text);
            err.flush();
        };
    }

    // On JDK 25 there is no console where input or output is not a terminal, whatever the check says of JDK 22.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
