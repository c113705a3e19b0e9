package dev.agenticframework.agentapi.audit;

import dev.agenticframework.agentapi.access.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One step of a change, or one attempt that was refused. It contains no secret and no text of a token.
///
/// A change has two entries with the same id: [Outcome#BEGUN] is durable before the change is made, and another one
/// follows when its outcome is known. A change whose only entry is `BEGUN` was interrupted.
///
/// @param id of the change, unique
/// @param code why it was denied or failed; empty otherwise
/// @param operation what was asked for, such as `approveTask`
/// @param workflow the id of the workflow; empty when there is none
/// @param task the id of the task; empty when there is none
/// @param about the services and environments that it concerns, at most [#MAX_SCOPES]; empty when it concerns none
/// @param before what the change is about, before it, such as `release`; texts are shortened
/// @param after the same after it; and what was said, such as `reason`
public record AuditEntry(
        String id,
        Outcome outcome,
        String code,
        Actor who,
        Origin origin,
        String operation,
        String workflow,
        String task,
        List<Scope> about,
        Map<String, String> before,
        Map<String, String> after) {
    /// How many scopes an entry names. An entry about more of them is about [Scope#EVERYTHING].
    public static final int MAX_SCOPES = 50;

    private static final int MAX_DETAILS = 20;
    private static final int MAX_TEXT_CHARS = 500;

    /// How a change ended.
    public enum Outcome {
        /// It is about to be made.
        BEGUN,
        DONE,
        /// The caller may not do it.
        DENIED,
        FAILED
    }

    /// Through what a change was asked for.
    public enum Origin {
        API,
        COMMAND_LINE,
        TRIGGER
    }

    /// Who asked for it.
    ///
    /// @param name as in the token
    /// @param roles those that they have somewhere
    /// @param token the id of the token; empty when it has none
    /// @param address where the request came from; empty for this process
    public record Actor(String name, List<String> roles, String token, String address) {
        public Actor {
            name = shortened(name);
            roles = List.copyOf(roles);
            token = shortened(token);
        }
    }

    public AuditEntry {
        workflow = shortened(workflow);
        task = shortened(task);
        about = about.size() > MAX_SCOPES
                ? List.of(Scope.EVERYTHING)
                : about.stream()
                        .map(scope -> new Scope(shortened(scope.service()), shortened(scope.environment())))
                        .toList();
        before = details(before);
        after = details(after);
    }

    private static Map<String, String> details(Map<String, String> given) {
        var kept = new TreeMap<String, String>();
        given.entrySet().stream()
                .limit(MAX_DETAILS)
                .filter(detail -> !detail.getValue().isEmpty())
                .forEach(detail -> kept.put(detail.getKey(), shortened(detail.getValue())));
        return Collections.unmodifiableMap(kept);
    }

    private static String shortened(String text) {
        return text.length() > MAX_TEXT_CHARS ? text.substring(0, MAX_TEXT_CHARS) + "..." : text;
    }

    /// The same change with its outcome.
    public AuditEntry ended(Outcome how, String why, String of, Map<String, String> then) {
        return new AuditEntry(id, how, why, who, origin, operation, of, task, about, before, then);
    }
}
