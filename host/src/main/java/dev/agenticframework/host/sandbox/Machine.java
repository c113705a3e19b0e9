package dev.agenticframework.host.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The user of this process, on a system with `/proc`.
///
/// @param user its number, or -1 on another system
record Machine(int user, int group) {

    private static final Path SELF = Path.of("/proc/self");

    static Machine ofThisProcess() {
        try {
            return new Machine((int) Files.getAttribute(SELF, "unix:uid"), (int) Files.getAttribute(SELF, "unix:gid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return new Machine(-1, -1);
        }
    }

    boolean linux() {
        return user >= 0;
    }

    boolean root() {
        return user == 0;
    }
}
