package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The user of a program that refuses to run as root: the current user, unless that is root.
///
/// @param user the other user; empty when the current user is not root
/// @param drop the words before a command that make the other user run it
record Unprivileged(Optional<String> user, List<String> drop) {

    private static final List<String> USERS = List.of("postgres", "nobody");

    Unprivileged {
        drop = List.copyOf(drop);
    }

    /// @throws FailureException `UNPRIVILEGED_USER_MISSING`
    static Unprivileged ofThisProcess(ToolEnvironment tools) {
        if (!isRoot()) {
            return new Unprivileged(Optional.empty(), List.of());
        }
        for (var user : USERS) {
            if (exists(user)) {
                return as(user, tools);
            }
        }
        throw missing("neither the user 'postgres' nor 'nobody' exists");
    }

    private static Unprivileged as(String user, ToolEnvironment tools) {
        var setpriv = tools.find("setpriv");
        if (setpriv.isPresent()) {
            return new Unprivileged(
                    Optional.of(user),
                    List.of(setpriv.get().toString(), "--reuid=" + user, "--regid=" + group(user), "--clear-groups"));
        }
        var runuser = tools.find("runuser");
        if (runuser.isPresent()) {
            return new Unprivileged(Optional.of(user), List.of(runuser.get().toString(), "-u", user, "--"));
        }
        throw missing("neither setpriv nor runuser is installed");
    }

    private static FailureException missing(String why) {
        return new FailureException(Failure.external(
                "UNPRIVILEGED_USER_MISSING",
                "PostgreSQL does not run as root, and " + why + ".",
                "Run the platform as an ordinary user, or install util-linux and create a user 'postgres'."));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean exists(String user) {
        try {
            lookUp(user);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static UserPrincipal lookUp(String user) throws IOException {
        return Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
    }

    private static String group(String user) {
        try {
            var lookup = Path.of("/").getFileSystem().getUserPrincipalLookupService();
            return lookup.lookupPrincipalByGroupName(user).getName();
        } catch (IOException e) {
            return "nogroup";
        }
    }

    /// The command that runs as the user.
    List<String> command(List<String> words) {
        var all = new ArrayList<>(drop);
        all.addAll(words);
        return all;
    }

    /// Makes the user the owner of a tree.
    void own(Path root) throws IOException {
        if (user.isEmpty()) {
            return;
        }
        var owner = lookUp(user.get());
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.setOwner(directory, owner);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setOwner(file, owner);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Makes the user the owner of a tree, unless the user owns it. The root comes last, so that a kill leaves the
    /// old owner there.
    void takeOver(Path root) throws IOException {
        if (user.isPresent() && !Files.getOwner(root).equals(lookUp(user.get()))) {
            own(root);
        }
    }
}
