package dev.agenticframework.host.sandbox;

import java.io.IOException;

/// This machine offers no isolation, and nobody has allowed commands without it.
public final class IsolationUnavailable extends IOException {
    private static final long serialVersionUID = 1;

    IsolationUnavailable() {
        super("This machine offers no isolation for the code of others.");
    }
}
