package dev.agenticframework.app;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("retention").factory());

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
        String days = environment.getOrDefault(SETTING, "").strip();
        if (days.isEmpty()) {
            return Duration.ofDays(DEFAULT_DAYS);
        }
        boolean number = days.matches("[0-9]{1,4}");
        if (!number || Integer.parseInt(days) < 1 || Integer.parseInt(days) > MAX_DAYS) {
            throw new FailureException(Failure.invalid(
                    "SETTING_INVALID",
                    SETTING + " is not a valid number of days.",
                    "Set it to 1 to " + MAX_DAYS + ", or unset it to use " + DEFAULT_DAYS + "."));
        }
        return Duration.ofDays(Integer.parseInt(days));
    }

    /// Sweeps at once, and then repeatedly.
    ///
    /// @param period the time from the end of a sweep to the next one
    void start(Duration period) {
        var _ = schedule.scheduleWithFixedDelay(this::sweepSafely, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Catches exceptions, because an exception would end the schedule.
    private void sweepSafely() {
        try {
            long removed = sweep();
            if (removed > 0) {
                LOG.info("Removed {} workflows that ended more than {} days ago", removed, age.toDays());
            }
        } catch (RuntimeException e) {
            LOG.error("Cannot remove old workflows", e);
        }
    }

    /// Removes old workflows, step by step.
    ///
    /// @return how many it removed
    long sweep() {
        long removed = 0;
        for (int step = 0; step < MAX_STEPS && !schedule.isShutdown(); step++) {
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
        schedule.close();
    }
}
