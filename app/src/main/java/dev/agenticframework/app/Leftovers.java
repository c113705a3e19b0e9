package dev.agenticframework.app;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.SignalBox;
import java.nio.file.Files;
import java.util.function.Consumer;

/// What a platform that was killed left running: its services and their database.
final class Leftovers {
    private Leftovers() {}

    /// Finds them and stops them.
    ///
    /// @return whether anything was there to stop
    static boolean clear(Settings settings, Consumer<String> progress) {
        if (!Files.isDirectory(settings.file(Parts.PLATFORM_DIRECTORY))) {
            return false;
        }
        try (var platform = new Parts(settings).localPlatform(new SignalBox())) {
            platform.start();
            boolean any = platform.instances().list().stream()
                    .anyMatch(service -> !service.instances().isEmpty());
            if (any) {
                progress.accept("Stopping what an earlier platform left running ...");
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
