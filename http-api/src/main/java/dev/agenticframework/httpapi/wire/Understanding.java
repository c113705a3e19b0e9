package dev.agenticframework.httpapi.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of reading a request: shared by a [Plan] and by the [Problem] that takes its place.
public record Understanding(
        @Described("What was understood.") List<RequestedService> services,
        @Described("Empty when there is no plan.") List<Task> tasks,
        @Described("The words that were not understood.") List<String> unexplained,
        @Described("Answer them in the next request.") List<String> questions,

        @Described("The parts of the request that are not available here.")
        Optional<List<String>> unavailable,

        @Described("The available alternatives, by field.") Optional<Map<String, List<String>>> choices) {}
