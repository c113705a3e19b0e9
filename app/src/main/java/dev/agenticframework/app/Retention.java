package dev.agenticframework.app;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Supervised;
import dev.agenticframework.runtime.Answer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes old workflows and their histories: when the platform starts, and every hour. Failed workflows are removed
/// too, because nobody will replay such an old dead letter.
final class Retention implements AutoCloseable {
    static final String SETTING = "AGENTIC_RETENTION_DAYS";
    static final Duration PERIOD = Duration.ofHours(1);
    /// A removal delays other commits, so each step is short.
    static final int STEP = 500;
    /// Further workflows are removed in the next sweep.
    static final int MAX_STEPS = 1_000;

    private static final int DEFAULT_DAYS = 90;
    private static final int MAX_DAYS = 3_650;
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Workflows workflows;
    private final Duration age;
    private @Nullable Supervised loop;
    private volatile boolean closed;

    /// The operation of the runtime that this class needs.
    interface Workflows {
        /// Removes up to a number of workflows that ended longer ago than this. Returns how many it removed.
        Answer<Integer> removeEndedBefore(Duration age, int limit);
    }

    Retention(Workflows workflows, Duration age) {
        this.workflows = workflows;
        this.age = age;
    }

    /// Returns how long to keep workflows after their end.
    ///
    /// @param environment the environment of the process
    /// @throws FailureException `SETTING_INVALID`
    static Duration age(Map<String, String> environment) {
        return days(environment, SETTING, DEFAULT_DAYS);
    }

    /// Reads a setting in days.
    ///
    /// @throws FailureException `SETTING_INVALID`
    static Duration days(Map<String, String> environment, String setting, int otherwise) {
        String days = environment.getOrDefault(setting, "").strip();
        if (days.isEmpty()) {
            return Duration.ofDays(otherwise);
        }
        boolean number = days.matches("[0-9]{1,4}");
        if (!number || Integer.parseInt(days) < 1 || Integer.parseInt(days) > MAX_DAYS) {
            throw new FailureException(Failure.invalid(
                    "SETTING_INVALID",
                    setting + " is not a valid number of days.",
                    "Set it to 1 to " + MAX_DAYS + ", or unset it to use " + otherwise + "."));
        }
        return Duration.ofDays(Integer.parseInt(days));
    }

    /// Sweeps at once, and then repeatedly.
    ///
    /// @param period the time from the end of a sweep to the next one
    void start(Duration period) {
        loop = Supervised.every("retention", period, this::sweepAndReport).start();
    }

    private void sweepAndReport() {
        long removed = sweep();
        if (removed > 0) {
            LOG.info("Removed {} workflows that ended more than {} days ago", removed, age.toDays());
        }
    }

    /// Removes old workflows, step by step.
    ///
    /// @return how many it removed
    long sweep() {
        long removed = 0;
        for (int step = 0; step < MAX_STEPS && !closed; step++) {
            int now = step();
            removed += now;
            if (now < STEP) {
                break;
            }
        }
        return removed;
    }

    private int step() {
        return switch (workflows.removeEndedBefore(age, STEP)) {
            case Answer.Done<Integer> done -> done.value();
            case Answer.Refused<Integer> refused -> {
                LOG.warn("Cannot remove old workflows: {} {}", refused.code(), refused.message());
                yield 0;
            }
        };
    }

    /// Stops after the current step.
    @Override
    public void close() {
        closed = true;
        var running = loop;
        if (running != null) {
            try {
                running.finish();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
