package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;

/// A `#` comment; `text` is what follows the sign.
public record Comment(Location at, String text) {
    private static final String METADATA = "METADATA";

    /// Whether an annotation block starts here.
    public boolean startsMetadata() {
        return at.col() == 1 && text.strip().startsWith(METADATA);
    }
}
