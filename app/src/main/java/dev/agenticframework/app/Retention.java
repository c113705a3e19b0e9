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

/// Removes workflows, with their histories, that ended long ago: when the platform starts, and every hour.
///
/// Failed ones go, too: whoever has not looked at a dead letter for so long will not replay it.
final class Retention implements AutoCloseable {
    static final String SETTING = "AGENTIC_RETENTION_DAYS";
    static final Duration PERIOD = Duration.ofHours(1);
    /// The store holds up other commits while it removes: a step is short.
    static final int STEP = 500;
    /// What is more waits for the next time.
    static final int MAX_STEPS = 1_000;

    private static final int DEFAULT_DAYS = 90;
    private static final int MAX_DAYS = 3_650;
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Workflows workflows;
    private final Duration age;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("retention").factory());

    /// What it needs of the runtime.
    interface Workflows {
        /// Removes at most so many that ended longer ago than this, and says how many it removed.
        Answer<Integer> removeEndedBefore(Duration age, int limit);
    }

    Retention(Workflows workflows, Duration age) {
        this.workflows = workflows;
        this.age = age;
    }

    /// How long workflows are kept once they have ended.
    ///
    /// @param environment of the process
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
                    SETTING + " is not a number of days",
                    "use 1 to " + MAX_DAYS + ", or leave it away for " + DEFAULT_DAYS));
        }
        return Duration.ofDays(Integer.parseInt(days));
    }

    /// Begins: at once, and then again and again.
    ///
    /// @param period from the end of one sweep to the next
    void start(Duration period) {
        var _ = schedule.scheduleWithFixedDelay(this::sweepSafely, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// An exception would end the schedule.
    private void sweepSafely() {
        try {
            long removed = sweep();
            if (removed > 0) {
                LOG.info("Removed {} workflows that ended more than {} days ago", removed, age.toDays());
            }
        } catch (RuntimeException e) {
            LOG.error("Old workflows could not be removed", e);
        }
    }

    /// Removes what is old, step by step.
    ///
    /// @return how many
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
                LOG.warn("Old workflows could not be removed: {} {}", refused.code(), refused.message());
                yield 0;
            }
        };
    }

    /// Ends after the step that is under way.
    @Override
    public void close() {
        schedule.close();
    }
}
