package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.Shell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    private static final int HISTORIES = 200;
    private static final int HISTORIES_FOR_A_MUTANT = 300;

    @Test
    void everyInvariantHoldsInEveryHistory() {
        List<String> violations = LongStream.rangeClosed(1, HISTORIES)
                .boxed()
                .flatMap(seed -> Simulation.run(Simulation.Settings.of(seed)).violation().stream()
                        .map(violation -> seed + ": " + violation))
                .toList();

        assertThat(violations).isEmpty();
    }

    @Test
    void sameSeedPlaysTheSameHistory() {
        assertThat(Simulation.run(Simulation.Settings.of(7))).isEqualTo(Simulation.run(Simulation.Settings.of(7)));
    }

    /// An engine that is broken in one way.
    record Mutant(String name, Invariant breaks, Shell.Engine engine, boolean forgetfulDisk) {
        Mutant(String name, Invariant breaks, Shell.Engine engine) {
            this(name, breaks, engine, false);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutant> mutants() {
        return Stream.of(
                new Mutant("startsBeforeDependencies", Invariant.DEPENDENCIES_FIRST, SimulationTest::early),
                new Mutant("skipsApproval", Invariant.APPROVAL_NOT_SKIPPED, SimulationTest::unapproved),
                new Mutant("forgetsRetries", Invariant.EVERY_WORKFLOW_ENDS, SimulationTest::deaf),
                new Mutant("completesAlthoughCancelled", Invariant.ABORT_WINS, SimulationTest::completesAnyway),
                new Mutant("countsALostLeaseAsAFailure", Invariant.NO_EFFECT_TWICE, SimulationTest::freshAttempt),
                new Mutant("startsWhilePaused", Invariant.PAUSE_HOLDS, SimulationTest::restless),
                new Mutant("acceptsAStaleLease", Invariant.NO_EFFECT_TWICE, SimulationTest::staleLease),
                new Mutant("forgetsEarlySignals", Invariant.SUSPENSION_HOLDS, SimulationTest::forgetful),
                new Mutant("resumesForAnyHandle", Invariant.SUSPENSION_HOLDS, SimulationTest::gullible),
                new Mutant("losesAcknowledgedFacts", Invariant.NO_FACT_LOST, Shell.Engine.REAL, true));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void brokenEngineIsCaughtAndItsHistoryShrunk(Mutant mutant) {
        Optional<Simulation.Settings> failing = LongStream.rangeClosed(1, HISTORIES_FOR_A_MUTANT)
                .mapToObj(Simulation.Settings::of)
                .filter(settings -> breaks(mutant, settings))
                .findFirst();

        assertThat(failing).isPresent();
        Simulation.Settings shrunk =
                Shrinker.shrink(failing.get(), mutant.engine(), mutant.forgetfulDisk(), mutant.breaks());
        assertThat(breaks(mutant, shrunk)).isTrue();
        assertThat(shrunk.actions()).isLessThan(failing.get().actions());
    }

    private static boolean breaks(Mutant mutant, Simulation.Settings settings) {
        return Simulation.run(settings, mutant.engine(), mutant.forgetfulDisk())
                .violation()
                .filter(violation -> violation.invariant() == mutant.breaks())
                .isPresent();
    }

    private static Decision edit(Decision decision, Workflow before, UnaryOperator<List<Fact>> change) {
        if (!(decision instanceof Decision.Accepted accepted)) {
            return decision;
        }
        List<Fact> facts =
                change.apply(accepted.entries().stream().map(Entry::fact).toList());
        Instant at = accepted.entries().isEmpty()
                ? before.updatedAt()
                : accepted.entries().getFirst().at();
        return facts(before, at, facts);
    }

    private static Decision facts(Workflow before, Instant at, List<Fact> facts) {
        var entries = new ArrayList<Entry>();
        Workflow after = before;
        for (Fact fact : facts) {
            var entry = new Entry(after.sequence() + 1, at, fact);
            after = after.replay(entry);
            entries.add(entry);
        }
        return new Decision.Accepted(entries, after);
    }

    private static Decision early(Workflow workflow, Intent intent, Instant now) {
        Decision decision = workflow.decide(intent, now);
        boolean leasing = intent instanceof Intent.LeaseTask;
        if (!leasing || !(decision instanceof Decision.Accepted accepted)) {
            return decision;
        }
        for (TaskSpec task : workflow.plan().tasks()) {
            boolean waits = accepted.after().task(task.id()).orElseThrow() instanceof TaskState.Waiting;
            if (waits && !task.dependsOn().isEmpty() && task.approval().isEmpty()) {
                int attempt =
                        accepted.after().task(task.id()).orElseThrow().past().attempt() + 1;
                return edit(decision, workflow, facts -> plus(facts, new Fact.TaskReady(task.id(), attempt)));
            }
        }
        return decision;
    }

    private static List<Fact> plus(List<Fact> facts, Fact more) {
        var all = new ArrayList<>(facts);
        all.add(more);
        return all;
    }

    private static Decision unapproved(Workflow workflow, Intent intent, Instant now) {
        return edit(
                workflow.decide(intent, now),
                workflow,
                facts -> facts.stream()
                        .map(fact -> fact instanceof Fact.ApprovalRequested requested
                                ? new Fact.TaskReady(
                                        requested.task(),
                                        workflow.task(requested.task())
                                                        .orElseThrow()
                                                        .past()
                                                        .attempt()
                                                + 1)
                                : fact)
                        .toList());
    }

    private static Decision deaf(Workflow workflow, Intent intent, Instant now) {
        return intent instanceof Intent.Wake
                ? new Decision.Accepted(List.of(), workflow)
                : workflow.decide(intent, now);
    }

    private static Decision completesAnyway(Workflow workflow, Intent intent, Instant now) {
        return edit(
                workflow.decide(intent, now),
                workflow,
                facts -> facts.stream()
                        .map(fact -> fact instanceof Fact.WorkflowCancelled ? new Fact.WorkflowCompleted() : fact)
                        .toList());
    }

    private static Decision freshAttempt(Workflow workflow, Intent intent, Instant now) {
        return edit(
                workflow.decide(intent, now),
                workflow,
                facts -> facts.stream()
                        .map(fact -> fact instanceof Fact.LeaseLost lost ? asFailure(lost, now) : fact)
                        .toList());
    }

    private static Fact asFailure(Fact.LeaseLost lost, Instant now) {
        var error = new TaskError.Transient("LEASE_LOST", TaskError.Blame.INTERNAL, "", "");
        return new Fact.AttemptFailed(lost.task(), lost.attempt(), error, now, Report.NONE);
    }

    private static Decision restless(Workflow workflow, Intent intent, Instant now) {
        boolean paused = workflow.status() == dev.agenticframework.engine.Status.PAUSED;
        if (paused && intent instanceof Intent.LeaseTask lease) {
            if (workflow.task(lease.task()).orElseThrow() instanceof TaskState.Ready ready) {
                var started = new Fact.TaskStarted(
                        lease.task(), lease.attempt(), ready.delivery(), lease.worker(), lease.child());
                return facts(workflow, workflow.updatedAt(), List.of(started));
            }
        }
        return workflow.decide(intent, now);
    }

    private static Decision forgetful(Workflow workflow, Intent intent, Instant now) {
        Decision decision = workflow.decide(intent, now);
        return intent instanceof Intent.Suspend
                ? edit(
                        decision,
                        workflow,
                        facts -> facts.stream()
                                .filter(fact -> !(fact instanceof Fact.TaskResumed))
                                .toList())
                : decision;
    }

    private static Decision gullible(Workflow workflow, Intent intent, Instant now) {
        if (intent instanceof Intent.Signal signal
                && workflow.task(signal.task()).orElseThrow() instanceof TaskState.Suspended suspended) {
            var why = new Resumption.Signalled(signal.handle(), signal.payload());
            var resumed = new Fact.TaskResumed(signal.task(), suspended.past().attempt(), why);
            return facts(workflow, workflow.updatedAt(), List.of(resumed));
        }
        return workflow.decide(intent, now);
    }

    private static Decision staleLease(Workflow workflow, Intent intent, Instant now) {
        boolean ready = intent instanceof Intent.Succeed succeed
                && workflow.task(succeed.lease().task()).orElseThrow() instanceof TaskState.Ready;
        if (ready && intent instanceof Intent.Succeed succeed) {
            var worker =
                    new Fact.TaskStarted(succeed.lease().task(), succeed.lease().attempt(), 1, "x", Optional.empty());
            var done = new Fact.TaskSucceeded(
                    succeed.lease().task(), succeed.lease().attempt(), Map.of(), Report.NONE);
            return facts(workflow, workflow.updatedAt(), List.of(worker, done));
        }
        return workflow.decide(intent, now);
    }
}
