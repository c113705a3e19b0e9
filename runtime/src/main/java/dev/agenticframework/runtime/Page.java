package dev.agenticframework.runtime;

import java.util.List;
import java.util.Optional;

/// A page of a list.
///
/// @param items in order
/// @param next the cursor of the next page; empty for the last page. A page can have fewer items than requested, even
///     none, and still have a next page
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
