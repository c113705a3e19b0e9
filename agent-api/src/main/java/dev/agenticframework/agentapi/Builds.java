package dev.agenticframework.agentapi;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Builds revisions of services.
public interface Builds {

    /// A revision that was built and can be released.
    ///
    /// @param id `sha256:...` of what it was built from
    record Build(String id, String service, String commit, Duration duration) {}

    /// The languages that can be built here.
    List<Offer> languages();

    /// Builds a revision, or finds it built.
    ///
    /// @throws FailureException `MANIFEST_INVALID`, `MANIFEST_MISSING`, `TOOLCHAIN_MISSING`, `BUILD_FAILED`,
    ///     `BUILD_TIMED_OUT`
    Build build(String service, Revision revision, Consumer<String> log) throws InterruptedException;
}
