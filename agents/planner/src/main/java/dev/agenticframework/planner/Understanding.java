package dev.agenticframework.planner;

import java.util.List;

/// What the parser understood of a request.
///
/// @param services the services in the order of the request; complete only when there are no questions
/// @param unexplained the words that were not understood
/// @param questions the questions to answer first; empty when the request is clear
public record Understanding(List<ServiceRequest> services, List<String> unexplained, List<String> questions) {
    public Understanding {
        services = List.copyOf(services);
        unexplained = List.copyOf(unexplained);
        questions = List.copyOf(questions);
    }

    public boolean isClear() {
        return unexplained.isEmpty() && questions.isEmpty() && !services.isEmpty();
    }
}
