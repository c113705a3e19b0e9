package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Supervised;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/// Restarts a lost database server, opens the port of a gateway once another program releases it, and ends the
/// processes of services that nobody supervises. It checks about once a second, and continues after any failure.
final class Watchdog {

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_SWEEP = 5;

    private final Supplier<Collection<ServiceUnit>> units;
    private final PostgresServer database;
    private final Strays strays;
    private final Supervised loop;
    private int looks;

    Watchdog(Supplier<Collection<ServiceUnit>> units, PostgresServer database, Strays strays) {
        this.units = units;
        this.database = database;
        this.strays = strays;
        this.loop = Supervised.every("platform watchdog", LOOK, this::look);
    }

    void start() {
        loop.start();
    }

    private void look() throws InterruptedException {
        if (++looks % LOOKS_PER_SWEEP == 0) {
            strays.sweep(units.get());
        }
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
                // The other services are looked at all the same.
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }

    void stop() throws InterruptedException {
        loop.stop();
    }
}
