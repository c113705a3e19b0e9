package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;

/// A comment. The text excludes the `#`.
public record Comment(Location at, String text) {
    private static final String METADATA = "METADATA";

    /// Whether the comment starts an annotation block.
    public boolean startsMetadata() {
        return at.col() == 1 && text.strip().startsWith(METADATA);
    }
}
