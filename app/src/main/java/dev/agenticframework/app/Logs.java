package dev.agenticframework.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Writes the log of this process to files with a limited size.
final class Logs {
    private static final int FILE_BYTES = 8 << 20;
    private static final int FILES = 3;
    /// How much of the logs is kept.
    static final String KEPT_FOR_PEOPLE = FILES + " files of " + (FILE_BYTES >> 20) + " MiB";

    private static final String FORMAT = "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";

    // Without a reference, a logger is garbage collected, and its level is lost.
    private static final List<Logger> KEPT = new ArrayList<>();

    private Logs() {}

    static void toFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
        LogManager.getLogManager().reset();
        var handler = new FileHandler(directory + "/platform.%g.log", FILE_BYTES, FILES, true);
        handler.setFormatter(new SimpleFormatter());
        add(handler);
    }

    static void toNowhere() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private static void add(Handler handler) {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(handler);
        quieten("org.eclipse.jetty", Level.WARNING);
        quieten("io.javalin", Level.WARNING);
        // It measures the file system in the background, and logs an error if the directory has been deleted by then.
        quieten("org.eclipse.jgit.util.FS", Level.OFF);
        // It warns of each scaffolder keyword in the parameters of a template.
        quieten("com.networknt.schema", Level.SEVERE);
    }

    private static void quieten(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        KEPT.add(logger);
    }
}
