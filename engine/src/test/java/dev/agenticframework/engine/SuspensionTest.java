package dev.agenticframework.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspensionTest {
    private static final String BUILD = "pipeline/42";
    private final Driver driver = new Driver();

    private static TaskSpec task(String id, String... after) {
        return TaskSpec.of(id, "deployment", "deploy").after(after);
    }

    private static Rejection rejection(Decision decision) {
        return ((Decision.Rejected) decision).reason();
    }

    private long entries() {
        return driver.workflow.sequence();
    }

    @Test
    void signalResumesTheSameAttempt() {
        driver.start(Plan.of(task("t1")));
        Lease first = driver.suspend("t1", BUILD);

        driver.signal("t1", BUILD, "success");

        assertThat(driver.resumption("t1")).contains(new Resumption.Signalled(BUILD, "success"));
        Lease second = driver.lease("t1");
        assertThat(second.attempt()).isEqualTo(first.attempt());
        assertThat(second.delivery()).isEqualTo(first.delivery() + 1);
        driver.ask(new Intent.Succeed(second, Map.of(), Report.NONE));
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void suspendedTaskHoldsNoLease() {
        driver.start(Plan.of(task("t1")));

        Lease held = driver.suspend("t1", BUILD);

        assertThat(driver.state("t1")).isInstanceOf(TaskState.Suspended.class);
        assertThat(rejection(driver.ask(new Intent.Succeed(held, Map.of(), Report.NONE))))
                .isEqualTo(Rejection.LEASE_LOST);
        assertThat(rejection(driver.ask(new Intent.LoseLease(held)))).isEqualTo(Rejection.LEASE_LOST);
    }

    @Test
    void timerResumesWithoutASignal() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        assertThat(driver.workflow.wakeAt()).contains(driver.now.plus(Duration.ofHours(1)));

        driver.wait(Duration.ofHours(1));

        assertThat(driver.resumption("t1")).contains(new Resumption.Woken(BUILD));
    }

    @Test
    void earlySignalResumesTheMomentTheTaskSuspends() {
        driver.start(Plan.of(task("t1")));
        Lease lease = driver.lease("t1");
        driver.signal("t1", BUILD, "early");

        driver.ask(new Intent.Suspend(lease, BUILD, driver.now.plusSeconds(9), driver.now.plusSeconds(9), Report.NONE));

        assertThat(driver.resumption("t1")).contains(new Resumption.Signalled(BUILD, "early"));
    }

    @Test
    void signalThatCameBeforeALostLeaseIsKept() {
        driver.start(Plan.of(task("t1")));
        Lease lost = driver.lease("t1");
        driver.signal("t1", BUILD, "early");
        driver.ask(new Intent.LoseLease(lost));

        driver.suspend("t1", BUILD);

        assertThat(driver.resumption("t1")).contains(new Resumption.Signalled(BUILD, "early"));
    }

    @Test
    void repeatedLateAndUnknownSignalsChangeNothing() {
        driver.start(Plan.of(task("t1"), task("t2", "t1")));
        Lease lease = driver.lease("t1");
        driver.signal("t1", BUILD, "one");
        long before = entries();

        driver.signal("t1", BUILD, "two");
        assertThat(entries()).isEqualTo(before);
        assertThat(rejection(driver.signal("t2", BUILD, ""))).isEqualTo(Rejection.SIGNAL_UNEXPECTED);
        assertThat(rejection(driver.signal("t9", BUILD, ""))).isEqualTo(Rejection.TASK_NOT_FOUND);
        driver.ask(new Intent.Succeed(lease, Map.of(), Report.NONE));
        assertThat(rejection(driver.signal("t1", BUILD, ""))).isEqualTo(Rejection.SIGNAL_UNEXPECTED);
    }

    @Test
    void signalWithAnotherHandleDoesNotResume() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);

        driver.signal("t1", "pipeline/43", "");

        assertThat(driver.state("t1")).isInstanceOf(TaskState.Suspended.class);
    }

    @Test
    void onlySoManyEarlySignalsAreKept() {
        driver.start(Plan.of(task("t1")));
        driver.lease("t1");
        for (int i = 0; i < Decider.MAX_EARLY_SIGNALS; i++) {
            driver.signal("t1", "h" + i, "");
        }

        assertThat(rejection(driver.signal("t1", "one more", ""))).isEqualTo(Rejection.SIGNAL_UNEXPECTED);
        assertThat(rejection(driver.signal("t1", "h".repeat(201), ""))).isEqualTo(Rejection.SIGNAL_TOO_LARGE);
    }

    @Test
    void deadlineGivesALastTurnAndSuspendingAgainFailsTheAttempt() {
        driver.start(Plan.of(task("t1").withRetry(RetryPolicy.NONE)));
        driver.suspend("t1", BUILD);

        driver.wait(Duration.ofDays(1));
        assertThat(driver.resumption("t1")).contains(new Resumption.Expired(BUILD));
        driver.suspend("t1", BUILD);

        assertThat(driver.workflow.error().orElseThrow().code()).isEqualTo("SUSPENSION_EXPIRED");
    }

    @Test
    void lastTurnThatNoWorkerTakesEndsAfterTheGracePeriod() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        driver.wait(Duration.ofDays(1));

        driver.wait(Deadlines.CANCEL_GRACE);

        assertThat(driver.workflow.error().orElseThrow().code()).isEqualTo("SUSPENSION_EXPIRED");
    }

    @Test
    void totalTimeoutBoundsTheWaiting() {
        var hour = Optional.of(Duration.ofHours(2));
        driver.start(Plan.of(
                task("t1").withTimeouts(new Timeouts(Optional.empty(), Duration.ofHours(1), Optional.empty(), hour))));

        driver.suspend("t1", BUILD);

        var suspended = (TaskState.Suspended) driver.state("t1");
        assertThat(suspended.deadline()).isEqualTo(driver.now.plus(Duration.ofHours(2)));
    }

    @Test
    void attemptTimeoutDoesNotRunWhileSuspended() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        driver.wait(Duration.ofMinutes(59));

        driver.signal("t1", BUILD, "");
        Lease lease = driver.lease("t1");
        driver.wait(Duration.ofMinutes(59));

        assertThat(driver.state("t1")).isInstanceOf(TaskState.Running.class);
        driver.ask(new Intent.Succeed(lease, Map.of(), Report.NONE));
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void cancellationGivesSuspendedWorkALastTurn() {
        driver.start(Plan.of(task("t1").undoneBy("remove"), task("t2", "t1")));
        driver.suspend("t1", BUILD);

        driver.ask(new Intent.Cancel("olga", ""));

        assertThat(driver.resumption("t1")).contains(new Resumption.Stopped(BUILD));
        assertThat(driver.state("t2")).isInstanceOf(TaskState.Cancelled.class);
        driver.ask(new Intent.Stop(driver.lease("t1")));
        driver.succeed("t1");
        assertThat(driver.state("t1")).isInstanceOf(TaskState.Compensated.class);
        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void cancellationAlsoStopsWorkWhoseResumptionNoWorkerHasTaken() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        driver.signal("t1", BUILD, "");

        driver.ask(new Intent.Cancel("olga", ""));

        assertThat(driver.resumption("t1")).contains(new Resumption.Stopped(BUILD));
        driver.wait(Deadlines.CANCEL_GRACE);
        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void attemptThatSuspendsAfterTheCancellationGetsItsLastTurnAtOnce() {
        driver.start(Plan.of(task("t1")));
        Lease lease = driver.lease("t1");
        driver.ask(new Intent.Cancel("olga", ""));

        driver.ask(
                new Intent.Suspend(lease, BUILD, driver.now.plusSeconds(60), driver.now.plusSeconds(60), Report.NONE));

        assertThat(driver.resumption("t1")).contains(new Resumption.Stopped(BUILD));
    }

    @Test
    void lastTurnIsDeliveredAgainWhenItsWorkerIsLost() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        driver.ask(new Intent.Cancel("olga", ""));

        driver.ask(new Intent.LoseLease(driver.lease("t1")));

        assertThat(driver.resumption("t1")).contains(new Resumption.Stopped(BUILD));
    }

    @Test
    void workflowTimeoutStopsSuspendedWork() {
        driver.start(new Plan(java.util.List.of(task("t1")), OnFailure.KEEP, Duration.ofMinutes(30)));
        driver.suspend("t1", BUILD);

        driver.wait(Duration.ofMinutes(30));

        assertThat(driver.resumption("t1")).contains(new Resumption.Stopped(BUILD));
        driver.ask(new Intent.Stop(driver.lease("t1")));
        assertThat(driver.workflow.error().orElseThrow().code()).isEqualTo("WORKFLOW_TIMEOUT");
    }

    @Test
    void anotherTasksFailureLetsSuspendedWorkFinish() {
        driver.start(Plan.of(task("t1"), task("t2")));
        driver.suspend("t1", BUILD);

        driver.fail("t2", true);
        assertThat(driver.state("t1")).isInstanceOf(TaskState.Suspended.class);
        driver.signal("t1", BUILD, "");
        driver.succeed("t1");

        assertThat(driver.state("t1")).isInstanceOf(TaskState.Succeeded.class);
        assertThat(driver.workflow.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void pauseHoldsTimersAndKeepsSignals() {
        driver.start(Plan.of(task("t1"), task("t2")));
        driver.suspend("t1", BUILD);
        driver.suspend("t2", "sync/1");
        driver.ask(new Intent.Pause("olga"));

        driver.wait(Duration.ofHours(2));
        driver.signal("t2", "sync/1", "done");
        assertThat(driver.state("t1")).isInstanceOf(TaskState.Suspended.class);
        assertThat(rejection(driver.ask(new Intent.LeaseTask(new TaskId("t2"), 1, "w", Optional.empty()))))
                .isEqualTo(Rejection.TASK_NOT_READY);

        driver.ask(new Intent.Resume("olga"));
        assertThat(driver.resumption("t1")).contains(new Resumption.Woken(BUILD));
        assertThat(driver.resumption("t2")).contains(new Resumption.Signalled("sync/1", "done"));
    }

    @Test
    void resumedAttemptThatFailsIsRetriedAfresh() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        driver.signal("t1", BUILD, "");

        driver.fail("t1", false);
        driver.wait(Duration.ofHours(1));

        assertThat(driver.resumption("t1")).isEmpty();
        assertThat(driver.state("t1").past().attempt()).isEqualTo(2);
    }

    @Test
    void suspensionsDoNotCountAsLostLeases() {
        driver.start(Plan.of(task("t1")));
        for (int i = 0; i < 2 * Decider.MAX_DELIVERIES; i++) {
            driver.suspend("t1", "step/" + i);
            driver.signal("t1", "step/" + i, "");
        }
        driver.ask(new Intent.LoseLease(driver.lease("t1")));

        assertThat(driver.ready()).containsExactly("t1");
    }

    @Test
    void undoingSuspendsToo() {
        driver.start(Plan.of(task("t1").undoneBy("remove")));
        driver.succeed("t1");
        driver.start(Plan.of(task("t1").undoneBy("remove"), task("t2", "t1")));
        driver.succeed("t1");
        driver.ask(new Intent.Cancel("olga", ""));

        driver.suspend("t1", "removal/1");
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPENSATING);
        driver.signal("t1", "removal/1", "");
        driver.succeed("t1");

        assertThat(driver.state("t1")).isInstanceOf(TaskState.Compensated.class);
        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void progressOfWorkOutsideShowsWhileSuspended() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);

        driver.ask(new Intent.Note(new TaskId("t1"), BUILD, 40, "testing"));
        driver.ask(new Intent.Note(new TaskId("t1"), "pipeline/1", 90, "another"));

        var suspended = (TaskState.Suspended) driver.state("t1");
        assertThat(suspended.percent()).isEqualTo(40);
        assertThat(suspended.note()).isEqualTo("testing");
    }

    @Test
    void recoveryRunsBeforeTheFailureFailsTheWorkflow() {
        driver.start(Plan.of(
                task("t1"), task("t2", "t1"), task("t3", "t1").runWhen(new Condition.RecoversFrom(new TaskId("t1")))));

        driver.fail("t1", true);
        assertThat(driver.ready()).containsExactly("t3");
        driver.succeed("t3");

        assertThat(driver.state("t2")).isInstanceOf(TaskState.Skipped.class);
        assertThat(driver.state("t3")).isInstanceOf(TaskState.Succeeded.class);
        assertThat(driver.workflow.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void recoveryIsSkippedWhenThereIsNothingToRecoverFrom() {
        driver.start(Plan.of(task("t1"), task("t2", "t1").runWhen(new Condition.RecoversFrom(new TaskId("t1")))));

        driver.succeed("t1");

        assertThat(driver.state("t2")).isInstanceOf(TaskState.Skipped.class);
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void historyReplaysToTheSameWorkflow() {
        driver.start(Plan.of(task("t1")));
        driver.suspend("t1", BUILD);
        driver.signal("t1", BUILD, "x");
        driver.succeed("t1");

        Workflow again = Workflow.replay(driver.workflow.id(), driver.history);
        assertThat(again.tasks()).isEqualTo(driver.workflow.tasks());
        assertThat(again.status()).isEqualTo(driver.workflow.status());
    }
}
