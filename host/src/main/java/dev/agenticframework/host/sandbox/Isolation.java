package dev.agenticframework.host.sandbox;

import java.util.Locale;

/// How well the code of others is kept apart from the platform and from other code, the best first.
public enum Isolation {
    /// It has its own processes, files, temporary directory and home, and sees nothing else. As root, it also has
    /// its own user.
    NAMESPACES,
    /// It has its own user, whose files nobody else of these users can read. It sees other processes and the files
    /// that everyone can read.
    USERS,
    /// It can do whatever the user of the platform can do.
    NONE;

    /// The name that people see, such as `namespaces`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
