package dev.agenticframework.runtime;

import java.util.List;
import java.util.Optional;

/// Some of a list.
///
/// @param items in order
/// @param next the cursor of the next page; empty: this was the last. A page may hold fewer items than asked for, even
///     none, and still have a next
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
