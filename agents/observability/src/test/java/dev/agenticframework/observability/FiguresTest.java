package dev.agenticframework.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environment.Slo;
import dev.agenticframework.agentapi.TrafficMetrics.Traffic.Bucket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Slo SLO = new Slo(0.99, Duration.ofMillis(100));

    @Test
    void percentileIsInterpolatedInItsBucket() {
        var figures = new Figures(100, 0, List.of(new Bucket(10, 50), new Bucket(20, 100)));

        assertThat(figures.percentileMillis(0.25)).isEqualTo(5.0);
        assertThat(figures.percentileMillis(0.75)).isEqualTo(15.0);
    }

    @Test
    void percentileBeyondTheLastBoundIsThatBound() {
        var figures = new Figures(10, 0, List.of(new Bucket(10, 0), new Bucket(Double.POSITIVE_INFINITY, 10)));

        assertThat(figures.percentileMillis(0.99)).isEqualTo(10.0);
    }

    @Test
    void slownessMissesTheObjective() {
        var figures = new Figures(100, 0, List.of(new Bucket(100, 50), new Bucket(500, 100)));

        assertThat(Verdict.of(figures, SLO).misses()).singleElement().asString().startsWith("p99 latency");
    }

    @Test
    void nothingCountedIsNoSuccess() {
        assertThat(Verdict.of(new Figures(0, 0, List.of()), SLO).met()).isFalse();
    }

    @Test
    void errorsWithinTheObjectiveAreAllowed() {
        var figures = new Figures(1000, 5, List.of(new Bucket(10, 1000)));

        assertThat(Verdict.of(figures, SLO).met()).isTrue();
    }
}
