package dev.agenticframework.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static final Principal ANNA = new Principal("anna", Set.of("release"));
    private final Driver driver = new Driver();

    private static TaskSpec task(String id, String... after) {
        return TaskSpec.of(id, "codegen", "make").after(after);
    }

    @Test
    void branchesRunTogetherAndTheJoinWaitsForBoth() {
        driver.start(Plan.of(task("t1"), task("t2", "t1"), task("t3", "t1"), task("t4", "t2", "t3")));

        driver.succeed("t1");
        assertThat(driver.ready()).containsExactlyInAnyOrder("t2", "t3");
        driver.succeed("t2");
        assertThat(driver.ready()).containsExactly("t3");
        driver.succeed("t3", "t4");

        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void branchNotTakenIsSkippedAndTheJoinRuns() {
        driver.start(Plan.of(
                task("t1"),
                task("t2", "t1").runWhen(new Condition.OutputIs(new TaskId("t1"), "kind", "a")),
                task("t3", "t1").runWhen(new Condition.OutputIs(new TaskId("t1"), "kind", "b")),
                task("t4", "t2", "t3")));

        driver.succeed("t1", Map.of("kind", "b"));

        assertThat(driver.state("t2")).isInstanceOf(TaskState.Skipped.class);
        driver.succeed("t3", "t4");
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void failureThatAnotherTaskHandlesDoesNotFailTheWorkflow() {
        driver.start(Plan.of(
                task("t1"),
                task("t2", "t1"),
                task("t3", "t1").runWhen(new Condition.Ended(new TaskId("t1"), Set.of(Outcome.FAILED)))));

        driver.fail("t1", true);

        assertThat(driver.state("t2")).isInstanceOf(TaskState.Skipped.class);
        driver.succeed("t3");
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void failedAttemptIsMadeAgainAfterTheBackoffAndFailsForGoodAfterTheLast() {
        var retry = new RetryPolicy(2, Duration.ofSeconds(10), 2, Duration.ofMinutes(1), 0);
        driver.start(Plan.of(task("t1").withRetry(retry)));

        driver.fail("t1", false);
        assertThat(driver.state("t1")).isInstanceOf(TaskState.BackingOff.class);
        assertThat(driver.workflow.wakeAt()).contains(driver.now.plusSeconds(10));
        driver.wait(Duration.ofSeconds(9));
        assertThat(driver.ready()).isEmpty();
        driver.wait(Duration.ofSeconds(1));
        driver.fail("t1", false);

        assertThat(driver.workflow.status()).isEqualTo(Status.FAILED);
        assertThat(driver.state("t1").past().attempt()).isEqualTo(2);
    }

    @Test
    void terminalErrorIsNotTriedAgain() {
        driver.start(Plan.of(task("t1")));

        driver.fail("t1", true);

        assertThat(driver.workflow.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void lostLeaseDeliversTheSameAttemptAgainAndRefusesTheOldHolder() {
        driver.start(Plan.of(task("t1")));
        Lease old = driver.lease("t1");

        driver.ask(new Intent.LoseLease(old));
        Lease fresh = driver.lease("t1");

        assertThat(fresh).isEqualTo(new Lease(new TaskId("t1"), 1, 2));
        assertThat(driver.ask(new Intent.Succeed(old, Map.of(), Report.NONE)))
                .isEqualTo(new Decision.Rejected(Rejection.LEASE_LOST));
    }

    @Test
    void taskThatKillsItsWorkerEveryTimeFails() {
        driver.start(Plan.of(task("t1").withRetry(RetryPolicy.NONE)));

        for (int i = 0; i < Decider.MAX_DELIVERIES; i++) {
            driver.ask(new Intent.LoseLease(driver.lease("t1")));
        }

        assertThat(driver.workflow.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void cancelledWorkflowUndoesWhatItDidFromTheLastToTheFirst() {
        driver.start(Plan.of(task("t1").undoneBy("unmake"), task("t2", "t1").undoneBy("unmake"), task("t3", "t2")));
        driver.succeed("t1", Map.of("id", "7"));
        driver.succeed("t2");
        Lease running = driver.lease("t3");

        driver.ask(new Intent.Cancel("olga", "mistake"));
        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLING);
        driver.ask(new Intent.Stop(running));
        assertThat(driver.ready()).containsExactly("t2");
        driver.succeed("t2");
        assertThat(((TaskState.Ready) driver.state("t1")).outputs()).containsEntry("id", "7");
        driver.succeed("t1");

        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLED);
        assertThat(driver.state("t1")).isInstanceOf(TaskState.Compensated.class);
    }

    @Test
    void cancelWinsOverTheSuccessOfTheLastTask() {
        driver.start(Plan.of(task("t1")));
        Lease running = driver.lease("t1");

        driver.ask(new Intent.Cancel("olga", "mistake"));
        driver.ask(new Intent.Succeed(running, Map.of(), Report.NONE));

        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void taskThatDoesNotStopIsGivenUpAfterTheGrace() {
        driver.start(Plan.of(task("t1")));
        driver.lease("t1");
        driver.ask(new Intent.Cancel("olga", "mistake"));

        driver.wait(Deadlines.CANCEL_GRACE);

        assertThat(driver.workflow.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void failureUndoesWhatWasDoneWhereThePlanSaysSo() {
        driver.start(new Plan(
                List.of(task("t1").undoneBy("unmake"), task("t2", "t1")), OnFailure.COMPENSATE, Duration.ofDays(1)));
        driver.succeed("t1");

        driver.fail("t2", true);
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPENSATING);
        driver.succeed("t1");

        assertThat(driver.workflow.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void retryFromATaskRunsItAndWhatFollowsWithFreshAttemptNumbers() {
        driver.start(Plan.of(task("t1"), task("t2", "t1"), task("t3", "t2")));
        driver.succeed("t1");
        driver.fail("t2", true);

        driver.ask(new Intent.Retry(Optional.empty(), "olga"));

        assertThat(driver.ready()).containsExactly("t2");
        assertThat(driver.state("t2").past().attempt()).isEqualTo(2);
        driver.succeed("t2", "t3");
        assertThat(driver.workflow.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void pausedWorkflowStartsNothingUntilItIsResumed() {
        driver.start(Plan.of(task("t1"), task("t2", "t1")));
        Lease running = driver.lease("t1");

        driver.ask(new Intent.Pause("olga"));
        driver.ask(new Intent.Succeed(running, Map.of(), Report.NONE));
        assertThat(driver.ready()).isEmpty();
        driver.ask(new Intent.Resume("olga"));

        assertThat(driver.ready()).containsExactly("t2");
    }

    private static ApprovalPolicy byRelease() {
        return new ApprovalPolicy(Set.of("group:release"), false, Duration.ofHours(1), Optional.empty());
    }

    private String digest(String task) {
        return ((TaskState.AwaitingApproval) driver.state(task)).digest();
    }

    @Test
    void approvalByAnEligiblePersonForTheRightDigestLetsTheTaskRun() {
        driver.start(Plan.of(task("t1").approvedBy(byRelease())));
        var t1 = new TaskId("t1");

        assertThat(driver.ask(new Intent.Approve(t1, new Principal("bob", Set.of()), digest("t1"), "")))
                .isEqualTo(new Decision.Rejected(Rejection.NOT_ELIGIBLE_TO_APPROVE));
        assertThat(driver.ask(new Intent.Approve(t1, new Principal("olga", Set.of("release")), digest("t1"), "")))
                .isEqualTo(new Decision.Rejected(Rejection.NOT_ELIGIBLE_TO_APPROVE));
        assertThat(driver.ask(new Intent.Approve(t1, ANNA, "other", "")))
                .isEqualTo(new Decision.Rejected(Rejection.APPROVAL_DIGEST_MISMATCH));
        driver.ask(new Intent.Approve(t1, ANNA, digest("t1"), ""));

        assertThat(driver.ready()).containsExactly("t1");
    }

    @Test
    void approvalIsAskedForAgainWhenWhatWasApprovedHasChanged() {
        driver.start(Plan.of(
                task("t1"),
                task("t2", "t1")
                        .withInputs(Map.of("image", new Input.OutputOf(new TaskId("t1"), "image")))
                        .approvedBy(byRelease())));
        driver.succeed("t1", Map.of("image", "a"));
        String first = digest("t2");
        driver.ask(new Intent.Approve(new TaskId("t2"), ANNA, first, ""));
        driver.fail("t2", true);

        driver.ask(new Intent.Retry(Optional.of(new TaskId("t2")), "olga"));
        assertThat(driver.ready()).containsExactly("t2");
        driver.fail("t2", true);
        driver.ask(new Intent.Retry(Optional.of(new TaskId("t1")), "olga"));
        driver.succeed("t1", Map.of("image", "b"));

        assertThat(digest("t2")).isNotEqualTo(first);
    }

    @Test
    void approvalThatNobodyGivesEscalatesAndThenExpires() {
        var policy = new ApprovalPolicy(
                Set.of("carl"),
                false,
                Duration.ofHours(1),
                Optional.of(new ApprovalPolicy.Escalation(Duration.ofMinutes(30), Set.of("anna"))));
        driver.start(Plan.of(task("t1").approvedBy(policy)));
        var approve = new Intent.Approve(new TaskId("t1"), ANNA, digest("t1"), "");

        assertThat(driver.ask(approve)).isEqualTo(new Decision.Rejected(Rejection.NOT_ELIGIBLE_TO_APPROVE));
        driver.wait(Duration.ofMinutes(30));
        assertThat(driver.workflow.decide(approve, driver.now)).isInstanceOf(Decision.Accepted.class);
        driver.wait(Duration.ofMinutes(30));

        assertThat(driver.workflow.error()).map(TaskError::code).contains("APPROVAL_EXPIRED");
    }

    @Test
    void everyTimeoutEndsItsTask() {
        var timeouts = new Timeouts(
                Optional.of(Duration.ofMinutes(1)),
                Duration.ofMinutes(5),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(8)));
        driver.start(Plan.of(task("t1").withTimeouts(timeouts)));
        driver.lease("t1");

        driver.wait(Duration.ofMinutes(5));
        assertThat(((TaskState.BackingOff) driver.state("t1")).error().code()).isEqualTo("START_TO_CLOSE_TIMEOUT");
        driver.wait(Duration.ofSeconds(5));
        driver.lease("t1");
        driver.wait(Duration.ofMinutes(3));

        assertThat(driver.workflow.error()).map(TaskError::code).contains("TOTAL_TIMEOUT");
    }

    @Test
    void workflowThatTakesTooLongFails() {
        driver.start(new Plan(List.of(task("t1")), OnFailure.KEEP, Duration.ofMinutes(10)));
        Lease running = driver.lease("t1");

        driver.wait(Duration.ofMinutes(10));
        driver.ask(new Intent.Stop(running));

        assertThat(driver.workflow.error()).map(TaskError::code).contains("WORKFLOW_TIMEOUT");
    }

    @Test
    void clockThatGoesBackwardsDoesNotTurnTheHistoryRound() {
        driver.start(Plan.of(task("t1")));
        driver.now = driver.now.minusSeconds(60);

        driver.succeed("t1");

        assertThat(driver.workflow.updatedAt()).isEqualTo(driver.workflow.createdAt());
    }

    @Test
    void planWithACycleIsNone() {
        assertThat(Plan.problems(List.of(task("t1", "t2"), task("t2", "t1")))).isNotEmpty();
    }
}
