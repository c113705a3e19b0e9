package dev.agenticframework.rego.bundle;

/// The failure to read files as policies or data. The message names the file and the problem.
public final class LoadFailure extends RuntimeException {
    LoadFailure(String message) {
        super(message);
    }
}
