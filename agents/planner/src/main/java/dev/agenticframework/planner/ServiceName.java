package dev.agenticframework.planner;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a service: lowercase words joined by hyphens, as used in repositories, host names and databases.
public record ServiceName(String value) {
    static final int MIN_LENGTH = 2;
    static final int MAX_LENGTH = 40;
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /// Allows a capital at the start of a word, or all capitals: `Billing`, `STOCK-SERVICE`. With other capitals,
    /// it is unclear where the words end.
    private static final Pattern SPOKEN =
            Pattern.compile("(?:[A-Za-z][a-z0-9]*|[A-Z][A-Z0-9]*)(-(?:[A-Za-z0-9][a-z0-9]*|[A-Z0-9]+))*");

    public ServiceName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a valid service name: " + value);
        }
    }

    static boolean isName(String text) {
        return text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && FORM.matcher(text).matches();
    }

    /// Reads a name as written, and converts it to lowercase.
    static Optional<ServiceName> read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SPOKEN.matcher(text).matches() && isName(lower) ? Optional.of(new ServiceName(lower)) : Optional.empty();
    }

    /// Whether the name ends in a word for a service: `order-service`, `billing-api`.
    boolean saysService() {
        return value.matches(".*-(service|microservice|api|svc|backend)");
    }

    /// Returns a valid name that is similar to a text, for use in a question.
    static Optional<String> near(String text) {
        String near = text.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return isName(near) ? Optional.of(near) : Optional.empty();
    }
}
