package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.engine.Plan;
import java.util.List;
import java.util.Map;

/// The result of planning a request.
public sealed interface PlanningResult {

    /// A plan that fulfills the request and is ready to start.
    ///
    /// @param services the requested services with their defaults; empty for a list of tasks
    /// @param plan the tasks
    /// @param template the template of the first new service; empty when the plan creates none
    /// @param parameters the parameters of the first new service, a JSON object
    record Planned(List<ServiceRequest> services, Plan plan, String template, String parameters)
            implements PlanningResult {
        public Planned {
            services = List.copyOf(services);
        }
    }

    /// The request is unclear, and a plan would be a guess.
    ///
    /// @param understood the services that were understood, possibly incomplete
    /// @param unexplained the words that were not understood
    /// @param questions the questions to answer, at least one
    record Ask(List<ServiceRequest> understood, List<String> unexplained, List<String> questions)
            implements PlanningResult {
        public Ask {
            understood = List.copyOf(understood);
            unexplained = List.copyOf(unexplained);
            questions = List.copyOf(questions);
        }
    }

    /// The request is clear, but the platform does not support it yet.
    ///
    /// @param understood the requested services
    /// @param what the unsupported parts, for people
    /// @param because the reason, as a predicate: "cannot be used yet"
    /// @param choices the supported choices, by field
    record Unavailable(
            List<ServiceRequest> understood, List<String> what, String because, Map<String, List<String>> choices)
            implements PlanningResult {
        public Unavailable {
            understood = List.copyOf(understood);
            what = List.copyOf(what);
            choices = Map.copyOf(choices);
        }

        /// Returns the reason and the supported choices, for people.
        public String reason() {
            String instead = choices.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(choice -> choice.getKey() + " (" + String.join(", ", choice.getValue()) + ")")
                    .collect(java.util.stream.Collectors.joining(", "));
            return String.join(" and ", what) + " " + because + "."
                    + (instead.isEmpty() ? "" : " Available: " + instead + ".");
        }
    }

    /// The request is invalid.
    record Refused(Failure failure) implements PlanningResult {}
}
