package dev.agenticframework.agentapi;

import java.util.List;
import java.util.regex.Pattern;

/// What an agent does when something happens: the events that it waits for, and the action that each of them starts, as
/// a workflow of one task. A workflow is started once for each event, however often the event is delivered.
///
/// @param name unique among all agents, as a [FieldType#NAME] of at most [#MAX_NAME_CHARS] characters
/// @param pattern an EventBridge event pattern, such as `{"detail-type": ["deployment.completed"]}`
/// @param starts the agent's action; one that needs the policy gate's decision cannot be started by an event
/// @param inputs where the action's inputs come from; every required one is among them
public record Trigger(String name, String pattern, Capability starts, List<Given> inputs) {
    /// How long a name may be.
    public static final int MAX_NAME_CHARS = 30;

    /// Where an input's value comes from.
    public sealed interface Given {
        /// The input.
        Field<?> field();

        /// The same value for every event.
        record Value(Field<?> field, String text) implements Given {}

        /// A value of the event.
        ///
        /// @param pointer a JSON pointer (RFC 6901) into the event as EventBridge delivers it, such as
        ///     `/detail/service_name`
        record Pointer(Field<?> field, String pointer) implements Given {
            private static final Pattern SYNTAX = Pattern.compile("(/([^~/]|~[01])*)+");

            public Pointer {
                if (!SYNTAX.matcher(pointer).matches()) {
                    throw new IllegalArgumentException("'" + pointer + "' is not a JSON pointer to a value");
                }
            }
        }
    }

    public Trigger {
        inputs = List.copyOf(inputs);
        if (name.length() > MAX_NAME_CHARS || FieldType.NAME.parse(name).isEmpty()) {
            throw new IllegalArgumentException("The name of a trigger is " + FieldType.NAME + ", at most "
                    + MAX_NAME_CHARS + " characters, not '" + name + "'");
        }
        for (Field<?> input : starts.inputs()) {
            require(!input.isEvidence(), name, "Only a task of the same plan gives the evidence", input);
        }
        for (Given given : inputs) {
            require(starts.inputs().contains(given.field()), name, starts.name() + " has no input", given.field());
        }
        for (Field<?> input : starts.inputs()) {
            boolean given = inputs.stream().anyMatch(one -> one.field().equals(input));
            require(given || !input.required(), name, starts.name() + " needs the input", input);
        }
    }

    private static void require(boolean met, String trigger, String problem, Field<?> field) {
        if (!met) {
            throw new IllegalArgumentException("Trigger " + trigger + ": " + problem + " '" + field.name() + "'");
        }
    }

    /// An input that has the same value for every event.
    public static <T> Given value(Field<T> field, T value) {
        return new Given.Value(field, field.type().write(value));
    }

    /// An input that the event gives.
    ///
    /// @param pointer a JSON pointer (RFC 6901), such as `/detail/service_name`
    public static Given from(Field<?> field, String pointer) {
        return new Given.Pointer(field, pointer);
    }
}
