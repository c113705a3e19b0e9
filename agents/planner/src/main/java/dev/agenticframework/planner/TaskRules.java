package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capabilities;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of an installation for every task that is about to start, whoever wrote its plan: it acts in the
/// environment that its plan names, which exists; its evidence counts; and people approve what the environment demands.
public final class TaskRules implements Rules {
    private final Capabilities capabilities;
    private final Environments environments;
    private final EvidenceCheck evidence;

    /// @param capabilities of all agents
    /// @param environments give the approvals
    public TaskRules(List<Capability> capabilities, Environments environments) {
        this.capabilities = new Capabilities(capabilities);
        this.environments = environments;
        this.evidence = new EvidenceCheck(this.capabilities);
    }

    @Override
    public Ruling ruling(Workflow workflow, TaskSpec task) {
        if (task.child().isPresent()) {
            return Rules.OF_PLAN.ruling(workflow, task);
        }
        return capabilities
                .of(task)
                .map(capability -> ruling(workflow, task, capability))
                .orElseGet(() -> refused(Failure.notFound(
                        "CAPABILITY_UNKNOWN",
                        "No agent offers " + task.agent() + "." + task.action() + ".",
                        "Start a new workflow: this one was planned for another version of the platform.")));
    }

    private Ruling ruling(Workflow workflow, TaskSpec task, Capability capability) {
        Map<String, String> inputs = workflow.inputs(task);
        String environment = inputs.getOrDefault(Fields.ENVIRONMENT.name(), "");
        if (!environment.equals(task.environment())) {
            return refused(Failure.conflict(
                    "TASK_SCOPE_CHANGED",
                    "Task " + task.id() + " was planned for " + shown(task.environment()) + ", and its input names "
                            + shown(environment) + ".",
                    "Give the environment as a value in the plan."));
        }
        Optional<Environment> where = environments.find(environment);
        if (where.isEmpty() && !environment.isEmpty()) {
            return refused(environments.unknown(environment));
        }
        var resolved = new HashMap<TaskId, Map<String, String>>(Map.of(task.id(), inputs));
        EvidenceCheck.Known known = (one, field) -> Optional.ofNullable(
                resolved.computeIfAbsent(one.id(), _ -> workflow.inputs(one)).get(field.name()));
        return evidence.problem(task, capability, workflow::spec, known)
                .<Ruling>map(TaskRules::refused)
                .orElseGet(() -> approval(task, capability, where));
    }

    private static Ruling approval(TaskSpec task, Capability capability, Optional<Environment> where) {
        Optional<ApprovalPolicy> policy =
                where.flatMap(environment -> Approvals.of(capability, task.when(), environment));
        return policy.or(task::approval).<Ruling>map(Ruling.Approval::new).orElse(Ruling.ALLOWED);
    }

    private static String shown(String environment) {
        return environment.isEmpty() ? "no environment" : "'" + environment + "'";
    }

    private static Ruling refused(Failure failure) {
        return new Ruling.Refused(
                new TaskError.Terminal(failure.code(), TaskError.Blame.USER, failure.message(), failure.remedy()));
    }
}
