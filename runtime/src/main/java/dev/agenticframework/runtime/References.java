package dev.agenticframework.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agenticframework.agentapi.ArtifactStore;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/// Finds what workflows refer to by its digest. A reference is found wherever it is in a history: in a plan, an input,
/// an output, a log or the text of an error.
final class References {

    private final WorkflowStore store;

    References(WorkflowStore store) {
        this.store = store;
    }

    /// Passes on the references of workflows.
    ///
    /// @return the number of workflows that were read, or the refusal of the store
    Answer<Integer> forEach(Predicate<WorkflowSummary> which, Consumer<String> each) {
        int count = 0;
        Optional<String> cursor = Optional.empty();
        do {
            switch (store.list(WorkflowQuery.ALL.withPage(cursor, WorkflowQuery.MAX_LIMIT))) {
                case Answer.Refused<Page<WorkflowSummary>> refused -> {
                    return new Answer.Refused<>(refused.code(), refused.message());
                }
                case Answer.Done<Page<WorkflowSummary>> done -> {
                    for (WorkflowSummary one : done.value().items()) {
                        if (which.test(one)) {
                            read(one, each);
                            count++;
                        }
                    }
                    cursor = done.value().next();
                }
            }
        } while (cursor.isPresent());
        return new Answer.Done<>(count);
    }

    // The format writes a text as it is where it occurs first.
    private void read(WorkflowSummary one, Consumer<String> each) {
        var history = store.history(one.id(), 0, Integer.MAX_VALUE);
        if (!history.isEmpty()) {
            Matcher found = ArtifactStore.REFERENCE.matcher(new String(HistoryFormat.write(history), ISO_8859_1));
            while (found.find()) {
                each.accept(found.group());
            }
        }
    }
}
