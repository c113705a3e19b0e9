package dev.agenticframework.runtime;

import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Outcome;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.RetryPolicy;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Plans as bytes. What is at its default costs nothing beyond a bit in the task's mask.
// The ordinals are on disk: constants are only ever added at the end.
@SuppressWarnings("EnumOrdinal")
final class PlanFormat {
    private static final int PRIORITY = 1;
    private static final int WHEN = 1 << 1;
    private static final int INPUTS = 1 << 2;
    private static final int RETRY = 1 << 3;
    private static final int TIMEOUTS = 1 << 4;
    private static final int APPROVAL = 1 << 5;
    private static final int COMPENSATION = 1 << 6;
    private static final int ENVIRONMENT = 1 << 7;
    private static final int ESTIMATE = 1 << 8;
    private static final int CHILD = 1 << 9;
    private static final int TITLE = 1 << 10;
    private static final TaskSpec PLAIN = TaskSpec.of("t", "agent", "action");

    private PlanFormat() {}

    static void write(ByteSink sink, Plan plan) {
        sink.octet(plan.onFailure().ordinal());
        write(sink, plan.timeout());
        sink.number(plan.tasks().size());
        plan.tasks().forEach(task -> write(sink, task));
    }

    static Plan read(ByteSource source) {
        OnFailure onFailure = constant(OnFailure.values(), source.octet());
        Duration timeout = duration(source);
        int count = source.count();
        var tasks = new ArrayList<TaskSpec>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(task(source));
        }
        return new Plan(tasks, onFailure, timeout);
    }

    static <E extends Enum<E>> E constant(E[] values, int ordinal) {
        if (ordinal >= values.length) {
            throw new CorruptHistoryException("A constant is unknown: " + ordinal + ".");
        }
        return values[ordinal];
    }

    private static void write(ByteSink sink, TaskSpec task) {
        int mask = maskOf(task);
        sink.number(mask);
        sink.text(task.id().value());
        sink.text(task.agent());
        sink.text(task.action());
        write(sink, task.dependsOn());
        if ((mask & TITLE) != 0) {
            sink.text(task.title());
        }
        if ((mask & PRIORITY) != 0) {
            sink.number(task.priority());
        }
        if ((mask & WHEN) != 0) {
            write(sink, task.when());
        }
        if ((mask & INPUTS) != 0) {
            writeInputs(sink, task.inputs());
        }
        if ((mask & RETRY) != 0) {
            write(sink, task.retry());
        }
        if ((mask & TIMEOUTS) != 0) {
            write(sink, task.timeouts());
        }
        task.approval().ifPresent(policy -> write(sink, policy));
        task.compensation().ifPresent(sink::text);
        if ((mask & ENVIRONMENT) != 0) {
            sink.text(task.environment());
        }
        if ((mask & ESTIMATE) != 0) {
            write(sink, task.estimate());
        }
        task.child().ifPresent(plan -> write(sink, plan));
    }

    private static int maskOf(TaskSpec task) {
        return bit(TITLE, !task.title().equals(task.action()))
                | bit(PRIORITY, task.priority() != PLAIN.priority())
                | bit(WHEN, !(task.when() instanceof Condition.Default))
                | bit(INPUTS, !task.inputs().isEmpty())
                | bit(RETRY, !task.retry().equals(PLAIN.retry()))
                | bit(TIMEOUTS, !task.timeouts().equals(PLAIN.timeouts()))
                | bit(APPROVAL, task.approval().isPresent())
                | bit(COMPENSATION, task.compensation().isPresent())
                | bit(ENVIRONMENT, !task.environment().isEmpty())
                | bit(ESTIMATE, !task.estimate().equals(PLAIN.estimate()))
                | bit(CHILD, task.child().isPresent());
    }

    private static int bit(int bit, boolean set) {
        return set ? bit : 0;
    }

    private static TaskSpec task(ByteSource source) {
        int mask = source.small();
        var id = new TaskId(source.text());
        String agent = source.text();
        String action = source.text();
        List<TaskId> dependsOn = taskIds(source);
        return new TaskSpec(
                id,
                agent,
                action,
                has(mask, TITLE) ? source.text() : action,
                has(mask, PRIORITY) ? source.small() : PLAIN.priority(),
                dependsOn,
                has(mask, WHEN) ? condition(source) : PLAIN.when(),
                has(mask, INPUTS) ? inputs(source) : PLAIN.inputs(),
                has(mask, RETRY) ? retry(source) : PLAIN.retry(),
                has(mask, TIMEOUTS) ? timeouts(source) : PLAIN.timeouts(),
                has(mask, APPROVAL) ? Optional.of(approval(source)) : Optional.empty(),
                has(mask, COMPENSATION) ? Optional.of(source.text()) : Optional.empty(),
                has(mask, ENVIRONMENT) ? source.text() : "",
                has(mask, ESTIMATE) ? duration(source) : PLAIN.estimate(),
                has(mask, CHILD) ? Optional.of(read(source)) : Optional.empty());
    }

    private static boolean has(int mask, int bit) {
        return (mask & bit) != 0;
    }

    private static void write(ByteSink sink, List<TaskId> tasks) {
        sink.number(tasks.size());
        tasks.forEach(task -> sink.text(task.value()));
    }

    private static List<TaskId> taskIds(ByteSource source) {
        int count = source.count();
        var tasks = new ArrayList<TaskId>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(new TaskId(source.text()));
        }
        return tasks;
    }

    private static void write(ByteSink sink, Condition condition) {
        switch (condition) {
            case Condition.Default _ -> sink.octet(0);
            case Condition.Ended ended -> {
                sink.octet(1);
                sink.text(ended.task().value());
                int outcomes = 0;
                for (Outcome outcome : ended.outcomes()) {
                    outcomes |= 1 << outcome.ordinal();
                }
                sink.octet(outcomes);
            }
            case Condition.OutputIs output -> {
                sink.octet(2);
                sink.text(output.task().value());
                sink.text(output.name());
                sink.text(output.value());
            }
            case Condition.Not not -> {
                sink.octet(3);
                write(sink, not.condition());
            }
            case Condition.All all -> {
                sink.octet(4);
                writeConditions(sink, all.conditions());
            }
            case Condition.RecoversFrom recovers -> {
                sink.octet(6);
                sink.text(recovers.task().value());
            }
            case Condition.Any any -> {
                sink.octet(5);
                writeConditions(sink, any.conditions());
            }
        }
    }

    private static void writeConditions(ByteSink sink, List<Condition> conditions) {
        sink.number(conditions.size());
        conditions.forEach(one -> write(sink, one));
    }

    private static Condition condition(ByteSource source) {
        int kind = source.octet();
        return switch (kind) {
            case 0 -> new Condition.Default();
            case 1 -> new Condition.Ended(new TaskId(source.text()), outcomes(source.octet()));
            case 2 -> new Condition.OutputIs(new TaskId(source.text()), source.text(), source.text());
            case 3 -> new Condition.Not(condition(source));
            case 4 -> new Condition.All(conditions(source));
            case 5 -> new Condition.Any(conditions(source));
            case 6 -> new Condition.RecoversFrom(new TaskId(source.text()));
            default -> throw new CorruptHistoryException("A condition is unknown: " + kind + ".");
        };
    }

    private static Set<Outcome> outcomes(int bits) {
        var outcomes = new HashSet<Outcome>();
        for (Outcome outcome : Outcome.values()) {
            if ((bits >> outcome.ordinal() & 1) != 0) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static List<Condition> conditions(ByteSource source) {
        int count = source.count();
        var conditions = new ArrayList<Condition>(count);
        for (int i = 0; i < count; i++) {
            conditions.add(condition(source));
        }
        return conditions;
    }

    private static void writeInputs(ByteSink sink, Map<String, Input> inputs) {
        sink.number(inputs.size());
        new TreeMap<>(inputs).forEach((name, input) -> {
            sink.text(name);
            switch (input) {
                case Input.Literal literal -> {
                    sink.octet(0);
                    sink.text(literal.value());
                }
                case Input.OutputOf output -> {
                    sink.octet(1);
                    sink.text(output.task().value());
                    sink.text(output.name());
                }
            }
        });
    }

    private static Map<String, Input> inputs(ByteSource source) {
        int count = source.count();
        Map<String, Input> inputs = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            String name = source.text();
            boolean literal = source.octet() == 0;
            inputs.put(
                    name,
                    literal
                            ? new Input.Literal(source.text())
                            : new Input.OutputOf(new TaskId(source.text()), source.text()));
        }
        return inputs;
    }

    private static void write(ByteSink sink, RetryPolicy retry) {
        sink.number(retry.maxAttempts());
        write(sink, retry.initialInterval());
        sink.number(Double.doubleToRawLongBits(retry.backoff()));
        write(sink, retry.maxInterval());
        sink.number(Double.doubleToRawLongBits(retry.jitter()));
    }

    private static RetryPolicy retry(ByteSource source) {
        return new RetryPolicy(
                source.small(),
                duration(source),
                Double.longBitsToDouble(source.number()),
                duration(source),
                Double.longBitsToDouble(source.number()));
    }

    private static void write(ByteSink sink, Timeouts timeouts) {
        writeOptional(sink, timeouts.scheduleToStart());
        write(sink, timeouts.startToClose());
        writeOptional(sink, timeouts.heartbeat());
        writeOptional(sink, timeouts.total());
    }

    private static Timeouts timeouts(ByteSource source) {
        return new Timeouts(
                optionalDuration(source), duration(source), optionalDuration(source), optionalDuration(source));
    }

    private static void write(ByteSink sink, ApprovalPolicy policy) {
        writeTexts(sink, policy.approvers());
        sink.octet(policy.requesterMayApprove() ? 1 : 0);
        write(sink, policy.timeout());
        sink.octet(policy.escalation().isPresent() ? 1 : 0);
        policy.escalation().ifPresent(escalation -> {
            write(sink, escalation.after());
            writeTexts(sink, escalation.approvers());
        });
    }

    private static ApprovalPolicy approval(ByteSource source) {
        Set<String> approvers = texts(source);
        boolean requesterMayApprove = source.octet() == 1;
        Duration timeout = duration(source);
        boolean escalates = source.octet() == 1;
        return new ApprovalPolicy(
                approvers,
                requesterMayApprove,
                timeout,
                escalates
                        ? Optional.of(new ApprovalPolicy.Escalation(duration(source), texts(source)))
                        : Optional.empty());
    }

    private static void writeTexts(ByteSink sink, Set<String> texts) {
        sink.number(texts.size());
        new TreeSet<>(texts).forEach(sink::text);
    }

    private static Set<String> texts(ByteSource source) {
        int count = source.count();
        var texts = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            texts.add(source.text());
        }
        return texts;
    }

    private static void write(ByteSink sink, Duration duration) {
        sink.number(duration.toMillis());
    }

    private static Duration duration(ByteSource source) {
        return Duration.ofMillis(source.number());
    }

    private static void writeOptional(ByteSink sink, Optional<Duration> duration) {
        sink.number(duration.map(present -> present.toMillis() + 1).orElse(0L));
    }

    private static Optional<Duration> optionalDuration(ByteSource source) {
        long millis = source.number();
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis - 1));
    }
}
