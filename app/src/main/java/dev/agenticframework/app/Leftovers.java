package dev.agenticframework.app;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.SignalBox;
import java.nio.file.Files;
import java.util.function.Consumer;

/// Stops what a platform that was killed left running, such as services and their database.
final class Leftovers {
    private Leftovers() {}

    /// Stops it, if there is anything.
    ///
    /// @return whether there was anything to stop
    static boolean clear(Settings settings, Consumer<String> progress) {
        if (!Files.isDirectory(settings.home())) {
            return false;
        }
        try (var connections = new Parts(settings, Connectors.ALL).connect(new SignalBox())) {
            return connections.clear(progress);
        } catch (FailureException e) {
            throw Installation.commandFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
