package dev.agenticframework.runtimeembedded;

import java.util.Optional;

/// Checks that each line of an audit log follows the one before it.
final class AuditChain {
    private long entries;
    private long first;
    private long last;
    private String head = AuditLine.NO_PREVIOUS;

    /// Adds the next line.
    ///
    /// @return what is wrong with it; empty when it is intact and follows
    Optional<String> add(String text) {
        var read = AuditLine.read(text);
        if (read.isEmpty()) {
            return Optional.of("The line is not an entry.");
        }
        var line = read.get().line();
        boolean oldest = entries == 0;
        boolean follows = oldest
                ? line.sequence() > 1 || line.previous().equals(head)
                : line.sequence() == last + 1 && line.previous().equals(head);
        if (!read.get().intact()) {
            return Optional.of("The entry " + line.sequence() + " was changed after it was written.");
        }
        if (!follows) {
            return Optional.of("The entry " + line.sequence() + " does not follow the one before it: an entry was"
                    + " changed, added or removed.");
        }
        first = oldest ? line.sequence() : first;
        last = line.sequence();
        head = read.get().hash();
        entries++;
        return Optional.empty();
    }

    FileAuditLog.Verified result(Optional<String> problem) {
        return new FileAuditLog.Verified(entries, first, last, head, problem);
    }
}
