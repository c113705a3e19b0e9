package com.example.${{ values.packageName }}.observability;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Continues to serve for a moment after the shutdown has started. In this time /health/ready answers 503, so that load
 * balancers notice before the service refuses connections.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration MAX_DELAY = Duration.ofSeconds(4);

    private final Duration delay;
    private volatile boolean running;

    Drain(@Value("${service.drain-delay}") Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("DRAIN_DELAY must be a time such as 500ms or 1s, at most 4s");
        }
        this.delay = delay;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        LOG.info("draining");
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last phase is stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
