package dev.agenticframework.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process that locks a file until it is killed, or reports that it could not.
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var lock = LockFile.tryTake(Path.of(arguments[0]));
        if (lock.isEmpty()) {
            System.out.println("refused");
            return;
        }
        try (var _ = lock.get()) {
            System.out.println("locked");
            new CountDownLatch(1).await();
        }
    }
}
