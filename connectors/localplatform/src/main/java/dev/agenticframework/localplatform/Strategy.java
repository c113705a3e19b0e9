package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.RolloutStrategy;
import java.util.List;
import java.util.Optional;

/// How a release replaces the previous one.
sealed interface Strategy {

    /// Runs the strategy until the new release can keep the traffic.
    ///
    /// @return the problem as a sentence; empty when there is none
    Optional<String> carryOut(RolloutStage stage) throws InterruptedException;

    /// The implementation of a strategy.
    static Strategy of(RolloutStrategy strategy) {
        return switch (strategy) {
            case ROLLING -> new Rolling();
            case BLUE_GREEN -> new BlueGreen();
            case CANARY -> new Canary(CanaryAnalysis.DEFAULT);
        };
    }

    /// Replaces one replica after the other. Each new one is ready before an old one is removed.
    record Rolling() implements Strategy {
        @Override
        public Optional<String> carryOut(RolloutStage stage) throws InterruptedException {
            // Without a current release there are no users to protect.
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

    /// Starts a complete new set beside the old one, switches all traffic at once, and keeps the old set until the
    /// new one has proved itself.
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

    /// Sends a small part of the traffic to the new release first, and more when its figures are as good as those
    /// of the old one.
    record Canary(CanaryAnalysis analysis) implements Strategy {
        private static final List<Integer> STEPS = List.of(10, 50, 100);
        private static final int WHOLE = 100;

        @Override
        public Optional<String> carryOut(RolloutStage stage) throws InterruptedException {
            if (stage.oldReplicas().isEmpty()) {
                stage.log("There is no current release to compare with: all replicas start together");
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
                stage.log("Canary at " + percent + " %: " + verdict);
                switch (verdict) {
                    case CanaryAnalysis.Verdict.Passed passed -> {
                        return Optional.empty();
                    }
                    case CanaryAnalysis.Verdict.Failed(String reason) -> {
                        return Optional.of("The canary at " + percent + " % failed: " + reason + ".");
                    }
                    case CanaryAnalysis.Verdict.Inconclusive(String reason) -> {
                        // Observed once more. Then readiness decides, which the probes have checked all the time.
                        if (looks == CanaryAnalysis.MAX_LOOKS) {
                            stage.log("Continuing, because all new replicas have answered their probes");
                            return Optional.empty();
                        }
                    }
                }
            }
        }
    }
}
