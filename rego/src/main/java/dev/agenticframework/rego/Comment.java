package dev.agenticframework.rego;

/// A `#` comment; `text` is what follows the sign.
record Comment(Location at, String text) {
    private static final String METADATA = "METADATA";

    /// Whether an annotation block starts here.
    boolean startsMetadata() {
        return at.col() == 1 && text.strip().startsWith(METADATA);
    }
}
