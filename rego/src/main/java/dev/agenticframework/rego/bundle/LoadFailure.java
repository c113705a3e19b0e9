package dev.agenticframework.rego.bundle;

/// Files could not be read as policies and data: which file, and what is wrong with it.
public final class LoadFailure extends RuntimeException {
    LoadFailure(String message) {
        super(message);
    }
}
