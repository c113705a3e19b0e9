package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FailureException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/// Restarts a lost database server, and opens the port of a gateway once another program releases it. It checks about
/// once a second.
final class Watchdog {

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<Collection<ServiceUnit>> units;
    private final PostgresServer database;
    private final Thread thread;

    Watchdog(Supplier<Collection<ServiceUnit>> units, PostgresServer database) {
        this.units = units;
        this.database = database;
        this.thread = Thread.ofVirtual().name("platform watchdog").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException e) {
            // The platform stops.
        }
    }

    private void look() throws InterruptedException {
        for (var unit : units.get()) {
            try {
                if (unit.state().removal() == ServiceState.Removal.NONE
                        && unit.state().current().isPresent()) {
                    unit.openGateway();
                }
                if (unit.needsDatabase() && database.exists()) {
                    database.ensureRunning(line -> LOG.log(System.Logger.Level.INFO, line));
                }
            } catch (FailureException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
