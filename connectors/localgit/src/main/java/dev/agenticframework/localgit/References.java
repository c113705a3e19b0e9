package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/// Moves references, under the writer's lock.
final class References {

    /// How often a reference that somebody else's Git has locked is tried.
    static final int ATTEMPTS = 10;

    static final long WAIT_MILLIS = 100;

    private References() {}

    /// Lets a reference point to a commit, if it still points where it did when the commit was made.
    ///
    /// @param expected what it points to now, [ObjectId#zeroId()] when it does not exist
    static void move(Repository repository, String reference, ObjectId expected, ObjectId commit)
            throws IOException, InterruptedException {
        var lock = repository.getDirectory().toPath().resolve(reference + ".lock");
        var seen = lastChange(lock);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (moved(repository, reference, expected, commit, lock)) {
                return;
            }
            Thread.sleep(WAIT_MILLIS);
        }
        clearAbandoned(lock, seen);
        if (!moved(repository, reference, expected, commit, lock)) {
            throw new FailureException(Failure.transientExternal(
                    "REPOSITORY_BUSY",
                    "Another Git process has locked '" + reference + "'.",
                    "Wait until it has ended, then retry."));
        }
    }

    /// @return false: it is locked
    private static boolean moved(Repository repository, String reference, ObjectId expected, ObjectId commit, Path lock)
            throws IOException {
        var update = repository.updateRef(reference);
        update.setExpectedOldObjectId(expected);
        update.setNewObjectId(commit);
        update.disableRefLog();
        var result = update.update();
        if (result == RefUpdate.Result.LOCK_FAILURE && Files.exists(lock)) {
            return false;
        }
        check(reference, result);
        return true;
    }

    private static void check(String reference, RefUpdate.Result result) {
        switch (result) {
            case NEW, FAST_FORWARD, NO_CHANGE, FORCED -> {}
            default ->
                throw new FailureException(Failure.transientExternal(
                        "REPOSITORY_CHANGED",
                        "Someone else has moved '" + reference + "' at the same time (" + result + ").",
                        "The task is retried on the current content."));
        }
    }

    /// A lock that nobody touched in all that time was left by a process that was killed: Git holds one
    /// for milliseconds.
    private static void clearAbandoned(Path lock, FileTime seen) throws IOException {
        if (seen.equals(lastChange(lock))) {
            Files.deleteIfExists(lock);
        }
    }

    private static FileTime lastChange(Path lock) throws IOException {
        return Files.exists(lock) ? Files.getLastModifiedTime(lock) : FileTime.fromMillis(0);
    }
}
