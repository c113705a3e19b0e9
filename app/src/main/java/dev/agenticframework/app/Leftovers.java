package dev.agenticframework.app;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.SignalBox;
import java.nio.file.Files;
import java.util.function.Consumer;

/// Stops the services and the database that a killed platform left running.
final class Leftovers {
    private Leftovers() {}

    /// Stops them. Returns whether there was anything to stop.
    static boolean clear(Settings settings, Consumer<String> progress) {
        if (!Files.isDirectory(settings.file(Parts.PLATFORM_DIRECTORY))) {
            return false;
        }
        try (var platform = new Parts(settings).localPlatform(new SignalBox())) {
            platform.start();
            boolean any = platform.instances().list().stream()
                    .anyMatch(service -> !service.instances().isEmpty());
            if (any) {
                progress.accept("Stopping the services and the database of a previous platform ...");
            }
            return any;
        } catch (FailureException e) {
            throw Installation.commandFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
