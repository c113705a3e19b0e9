package dev.agenticframework.planner;

import java.util.List;

/// What a sentence was understood to ask for.
///
/// @param services what was understood, in the order in which it was said; complete only where nothing is asked
/// @param unexplained the words that nothing explains
/// @param questions what must be answered first; none when the request is clear
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
