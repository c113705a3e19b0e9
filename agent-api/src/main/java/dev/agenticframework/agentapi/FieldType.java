package dev.agenticframework.agentapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// The type of a field. All values travel as text; the type says which text is valid.
public enum FieldType {
    /// Any text.
    TEXT(".*"),
    /// A name of a service, template, environment or the like.
    NAME("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    /// A whole number.
    INTEGER("-?[0-9]{1,18}"),
    /// `true` or `false`.
    BOOLEAN("true|false"),
    /// A Git commit id, 40 hexadecimal digits.
    COMMIT("[0-9a-f]{40}"),
    /// An artifact's reference, `sha256:` and 64 hexadecimal digits.
    ARTIFACT("sha256:[0-9a-f]{64}"),
    /// An absolute URL.
    URL("[a-z][a-z0-9+.-]*:.*"),
    /// A JSON document.
    JSON("(?s).*");

    private final Pattern pattern;

    FieldType(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /// Whether a text is a value of this type.
    public boolean accepts(String text) {
        if (!pattern.matcher(text).matches()) {
            return false;
        }
        return this != URL || isUri(text);
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
