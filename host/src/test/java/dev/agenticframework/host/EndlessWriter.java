package dev.agenticframework.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/// A process that replaces a file until it is killed.
final class EndlessWriter {

    static final int LENGTH = 100_000;

    private EndlessWriter() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; ; i++) {
            DurableFiles.replace(
                    Path.of(arguments[0]),
                    Character.toString('a' + i % 26).repeat(LENGTH).getBytes(UTF_8));
            if (i == 0) {
                System.out.println("writing");
            }
        }
    }
}
