package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.List;
import java.util.Optional;

/// How a release takes over from the one before.
sealed interface Strategy {

    /// Carries it out, up to the moment when the new release is fit to have the traffic for good.
    ///
    /// @return what went wrong, in words for people
    Optional<String> carryOut(RolloutStage stage) throws InterruptedException;

    /// The strategy of a name.
    ///
    /// @throws FailureException `STRATEGY_UNKNOWN`
    static Strategy named(String name) {
        return switch (name) {
            case "rolling" -> new Rolling();
            case "blue-green" -> new BlueGreen();
            case "canary" -> new Canary(CanaryAnalysis.DEFAULT);
            default ->
                throw new FailureException(Failure.invalid(
                        "STRATEGY_UNKNOWN",
                        "'" + Text.shown(name) + "' is no rollout strategy",
                        "use rolling, blue-green or canary"));
        };
    }

    /// One replica after the other, each ready before an old one leaves.
    record Rolling() implements Strategy {
        @Override
        public Optional<String> carryOut(RolloutStage stage) throws InterruptedException {
            // With nothing in service there is nobody to be careful of.
            int batch = stage.oldReplicas().isEmpty() ? stage.wanted() : 1;
            for (int ready = 0; ready < stage.wanted(); ready += batch) {
                var problem = stage.grow(batch);
                if (problem.isPresent()) {
                    return problem;
                }
                stage.shareAlike();
                stage.retireOne();
            }
            return stage.observe(stage.timings().settle());
        }
    }

    /// A whole new set beside the old one, all traffic at once, and the old one kept until the new one has
    /// done well.
    record BlueGreen() implements Strategy {
        private static final int ALL = 100;

        @Override
        public Optional<String> carryOut(RolloutStage stage) throws InterruptedException {
            boolean first = stage.oldReplicas().isEmpty();
            var problem = stage.grow(stage.wanted());
            if (problem.isPresent()) {
                return problem;
            }
            var before = stage.freshTraffic();
            stage.weigh(ALL);
            var unstable = stage.observe(
                    first ? stage.timings().settle() : stage.timings().confirm());
            return unstable.or(() -> CanaryAnalysis.DEFAULT.tooManyErrors(before, stage.freshTraffic()));
        }
    }

    /// A little of the traffic first, and more when the figures of the new release bear comparison with the
    /// old one's.
    record Canary(CanaryAnalysis analysis) implements Strategy {
        private static final List<Integer> STEPS = List.of(10, 50, 100);
        private static final int WHOLE = 100;

        @Override
        public Optional<String> carryOut(RolloutStage stage) throws InterruptedException {
            if (stage.oldReplicas().isEmpty()) {
                stage.log("nothing is in service to compare with: all replicas start at once");
                return new Rolling().carryOut(stage);
            }
            for (int percent : STEPS) {
                var problem = step(stage, percent);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }

        private Optional<String> step(RolloutStage stage, int percent) throws InterruptedException {
            int wanted = Math.max(1, Math.ceilDiv(stage.wanted() * percent, WHOLE));
            var problem = stage.grow(wanted - stage.freshReplicas().size());
            if (problem.isPresent()) {
                return problem;
            }
            stage.weigh(percent);
            return judge(stage, percent);
        }

        private Optional<String> judge(RolloutStage stage, int percent) throws InterruptedException {
            var oldBefore = stage.oldTraffic();
            var freshBefore = stage.freshTraffic();
            for (int looks = 1; ; looks++) {
                var problem = stage.observe(stage.timings().canaryStep());
                if (problem.isPresent()) {
                    return problem;
                }
                var verdict = analysis.judge(
                        CanaryAnalysis.Sample.between(oldBefore, stage.oldTraffic()),
                        CanaryAnalysis.Sample.between(freshBefore, stage.freshTraffic()));
                stage.log("canary at " + percent + " %: " + verdict);
                switch (verdict) {
                    case CanaryAnalysis.Verdict.Passed passed -> {
                        return Optional.empty();
                    }
                    case CanaryAnalysis.Verdict.Failed(String reason) -> {
                        return Optional.of("the canary at " + percent + " % failed: " + reason);
                    }
                    case CanaryAnalysis.Verdict.Inconclusive(String reason) -> {
                        // Looked at once more; then readiness, which the probes have watched all the time, decides.
                        if (looks == CanaryAnalysis.MAX_LOOKS) {
                            stage.log("going on, for all new replicas have answered their probes throughout");
                            return Optional.empty();
                        }
                    }
                }
            }
        }
    }
}
