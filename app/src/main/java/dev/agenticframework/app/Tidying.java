package dev.agenticframework.app;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.engine.Status;
import dev.agenticframework.host.Supervised;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.WorkflowSummary;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes artifacts, builds, results of pipelines and logs that nothing needs any more: when the platform starts, and
/// every six hours. What the workflows refer to is read first; when it cannot be read, nothing is removed.
final class Tidying implements AutoCloseable {
    static final String RETRY_SETTING = "AGENTIC_RETRY_DAYS";
    static final Duration PERIOD = Duration.ofHours(6);
    /// Further artifacts are removed the next time.
    static final int MAX_ARTIFACTS = 50_000;
    /// An artifact that refers to others is a report, and reports are small.
    static final int MAX_REPORT_BYTES = 4 << 20;

    private static final int DEFAULT_RETRY_DAYS = 7;
    /// An attempt stores artifacts before its workflow refers to them.
    private static final Duration MARGIN = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    private final References references;
    private final FileArtifactStore artifacts;
    private final List<Tidied> others;
    private final InstantSource clock;
    private final Duration kept;
    private final Duration retried;
    private @Nullable Supervised loop;

    /// What workflows refer to.
    interface References {
        /// Passes on each reference of the workflows.
        Answer<Integer> of(Predicate<WorkflowSummary> which, Consumer<String> each);
    }

    /// Something else that tidies up.
    interface Tidied {
        void tidy(Keep keep) throws InterruptedException;
    }

    /// @param kept how long workflows are kept after their end
    /// @param retried how long a failed workflow can be retried with what it has built
    Tidying(
            References references,
            FileArtifactStore artifacts,
            List<Tidied> others,
            InstantSource clock,
            Duration kept,
            Duration retried) {
        this.references = references;
        this.artifacts = artifacts;
        this.others = List.copyOf(others);
        this.clock = clock;
        this.kept = kept;
        this.retried = retried;
    }

    /// How long a failed workflow can be retried with what it has built.
    ///
    /// @param environment the environment of the process
    /// @throws FailureException `SETTING_INVALID`
    static Duration retried(Map<String, String> environment) {
        return Retention.days(environment, RETRY_SETTING, DEFAULT_RETRY_DAYS);
    }

    /// Tidies up at once, and then repeatedly.
    void start(Duration period) {
        loop = Supervised.every("tidying", period, this::tidy).start();
    }

    /// Tidies up. What fails does not keep the rest from being tidied.
    void tidy() throws InterruptedException {
        attempt(this::removeArtifacts);
        var keep = new Needed();
        for (Tidied one : others) {
            attempt(() -> one.tidy(keep));
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static void attempt(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (FailureException e) {
            LOG.warn("Cannot remove what is no longer needed: {}", e.getMessage());
        }
    }

    private void removeArtifacts() {
        Instant then = clock.instant().minus(kept).minus(MARGIN);
        Set<String> old = artifacts.storedBefore(then, MAX_ARTIFACTS);
        if (old.isEmpty()) {
            return;
        }
        Set<String> used = used(old);
        long removed = old.stream()
                .filter(reference -> !used.contains(reference))
                .filter(reference -> artifacts.removeStoredBefore(then, reference))
                .count();
        LOG.info("Removed {} artifacts that no workflow needs", removed);
    }

    /// Those to which workflows refer, also by way of others.
    private Set<String> used(Set<String> old) {
        var used = new HashSet<String>();
        read(_ -> true, reference -> {
            if (old.contains(reference)) {
                used.add(reference);
            }
        });
        var unread = new ArrayDeque<>(used);
        while (!unread.isEmpty()) {
            referredBy(unread.remove()).stream()
                    .filter(old::contains)
                    .filter(used::add)
                    .forEach(unread::add);
        }
        return used;
    }

    private Set<String> referredBy(String report) {
        var found = new HashSet<String>();
        try {
            if (artifacts.size(report) <= MAX_REPORT_BYTES) {
                var text = new String(artifacts.read(report), StandardCharsets.ISO_8859_1);
                ArtifactStore.REFERENCE.matcher(text).results().forEach(match -> found.add(match.group()));
            }
        } catch (FailureException e) {
            LOG.warn("Cannot read the artifact {}: {}", report, e.failure().code());
        }
        return found;
    }

    private void read(Predicate<WorkflowSummary> which, Consumer<String> each) {
        if (references.of(which, each) instanceof Answer.Refused<Integer> refused) {
            throw new IllegalStateException("The workflows cannot be read: " + refused.message());
        }
    }

    /// Whether a workflow can continue by itself, by a decision, or by a retry in time.
    private boolean canContinue(WorkflowSummary workflow) {
        boolean retryable = workflow.status() == Status.FAILED || workflow.status() == Status.CANCELLED;
        return workflow.endedAt()
                .map(end -> retryable && end.isAfter(clock.instant().minus(retried)))
                .orElse(true);
    }

    /// What workflows need. It is read when it is asked for, and once.
    private final class Needed implements Keep {
        private @Nullable Set<String> references;

        @Override
        public Instant since() {
            return clock.instant().minus(kept);
        }

        @Override
        public boolean needs(String reference) {
            var known = references;
            if (known == null) {
                var found = new HashSet<String>();
                read(Tidying.this::canContinue, found::add);
                known = found;
                references = found;
            }
            return known.contains(reference);
        }
    }

    @Override
    public void close() {
        var running = loop;
        if (running != null) {
            try {
                running.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
