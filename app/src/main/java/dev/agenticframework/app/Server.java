package dev.agenticframework.app;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `serve`: runs the platform in this process until it is stopped.
final class Server {
    private static final int DEFAULT_PORT = 7080;
    private static final int FAILED = 1;

    private Server() {}

    static int run(Installation installation, List<String> arguments) {
        try {
            FileMode.keepToOwner();
            PrivateHome.prepare(installation.home());
            Logs.toFile(installation.settings().file("logs"));
            serve(installation, arguments);
            return 0;
        } catch (FailureException e) {
            var failure = e.failure();
            System.err.println(failure.code() + " | " + failure.message() + " | " + failure.remedy());
            return FAILED;
        } catch (IOException e) {
            System.err.println("HOME_NOT_WRITABLE | Cannot write to '" + installation.home() + "': " + e.getMessage()
                    + ". | Make the directory writable, or set AGENTIC_HOME to another one.");
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void serve(Installation installation, List<String> arguments)
            throws IOException, InterruptedException {
        String instance = UUID.randomUUID().toString();
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Logger log = LoggerFactory.getLogger(Server.class);
        try (var platform = Platform.start(installation, Connectors.ALL, instance)) {
            listen(platform, arguments);
            new Beacon(ProcessHandle.current().pid(), platform.url(), instance, platform.isolation())
                    .write(installation.beacon());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stop.countDown();
                awaitQuietly(stopped);
            }));
            stop.await();
            log.info("Stopping");
            Files.deleteIfExists(installation.beacon());
        } finally {
            stopped.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns the requested port, or else the default port, or any free port if that is in use.
    private static void listen(Platform platform, List<String> arguments) {
        int at = arguments.indexOf("--port");
        if (at >= 0 && at + 1 < arguments.size()) {
            platform.listen(Integer.parseInt(arguments.get(at + 1)));
            return;
        }
        try {
            platform.listen(DEFAULT_PORT);
        } catch (FailureException e) {
            platform.listen(0);
        }
    }
}
