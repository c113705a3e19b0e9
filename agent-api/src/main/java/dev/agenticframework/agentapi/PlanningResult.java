package dev.agenticframework.agentapi;

import dev.agenticframework.engine.Plan;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The result of planning.
public sealed interface PlanningResult {

    /// A plan that does what was requested, ready to start.
    ///
    /// @param services what was requested, with all defaults filled in; empty for a plan that its author wrote
    /// @param plan its tasks
    /// @param template the name of the template used; empty when nothing is created
    /// @param parameters a JSON object: the parameters of the first service that is created, or the digest of a
    ///     plan that its author wrote. Two requests with different plans differ in it
    /// @param labels by which the workflow can be found: [Request][dev.agenticframework.engine.Request] names them
    record Planned(
            List<RequestedService> services, Plan plan, String template, String parameters, Map<String, String> labels)
            implements PlanningResult {
        public Planned {
            services = List.copyOf(services);
            labels = Map.copyOf(labels);
        }
    }

    /// The request is not clear: acting on it would be a guess.
    ///
    /// @param understood what was understood; may be incomplete
    /// @param unexplained the words that have no meaning here
    /// @param questions at least one; the answers make the request clear
    record Ask(List<RequestedService> understood, List<String> unexplained, List<String> questions)
            implements PlanningResult {
        public Ask {
            understood = List.copyOf(understood);
            unexplained = List.copyOf(unexplained);
            questions = List.copyOf(questions);
        }
    }

    /// The request is clear, but what it asks for is not available.
    ///
    /// @param understood all that was requested
    /// @param what the parts that are not available
    /// @param because the rest of the sentence that `what` begins: "cannot be used yet"
    /// @param choices the available alternatives, by field
    record Unavailable(
            List<RequestedService> understood, List<String> what, String because, Map<String, List<String>> choices)
            implements PlanningResult {
        public Unavailable {
            understood = List.copyOf(understood);
            what = List.copyOf(what);
            choices = Map.copyOf(choices);
        }

        /// The reason and the alternatives, for people.
        public String reason() {
            String instead = choices.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(choice -> choice.getKey() + ": " + String.join(", ", choice.getValue()))
                    .collect(Collectors.joining("; "));
            return String.join(" and ", what) + " " + because + (because.endsWith(".") ? "" : ".")
                    + (instead.isEmpty() ? "" : " Available: " + instead + ".");
        }
    }

    /// The request is wrong.
    record Refused(Failure failure) implements PlanningResult {}
}
