package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.engine.Plan;
import java.util.List;
import java.util.Map;

/// What comes of planning.
public sealed interface PlanningResult {

    /// A plan that does what was asked, ready to start.
    ///
    /// @param services what was asked, with every default filled in; empty for a plan that somebody wrote
    /// @param plan its tasks
    /// @param template the template used; empty when nothing is created
    /// @param parameters the parameters of the first service that is created, a JSON object
    record Planned(List<ServiceRequest> services, Plan plan, String template, String parameters)
            implements PlanningResult {
        public Planned {
            services = List.copyOf(services);
        }
    }

    /// Acting on the request would be a guess.
    ///
    /// @param understood what of it was understood; may be incomplete
    /// @param unexplained the words that nothing explains
    /// @param questions what to answer, at least one
    record Ask(List<ServiceRequest> understood, List<String> unexplained, List<String> questions)
            implements PlanningResult {
        public Ask {
            understood = List.copyOf(understood);
            unexplained = List.copyOf(unexplained);
            questions = List.copyOf(questions);
        }
    }

    /// The request is clear, and asks for something that cannot be done here yet.
    ///
    /// @param understood all that was asked
    /// @param what cannot be done, for people
    /// @param because how that is: "is not available yet"
    /// @param choices that would work instead, by field
    record Unavailable(
            List<ServiceRequest> understood, List<String> what, String because, Map<String, List<String>> choices)
            implements PlanningResult {
        public Unavailable {
            understood = List.copyOf(understood);
            what = List.copyOf(what);
            choices = Map.copyOf(choices);
        }

        /// One sentence for people.
        public String reason() {
            String instead = choices.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(choice -> choice.getKey() + ": " + String.join(", ", choice.getValue()))
                    .collect(java.util.stream.Collectors.joining("; "));
            return String.join(" and ", what) + " " + because + "."
                    + (instead.isEmpty() ? "" : " What would work: " + instead + ".");
        }
    }

    /// The request is wrong.
    record Refused(Failure failure) implements PlanningResult {}
}
