package dev.agenticframework.planner;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a service: lower-case words joined by hyphens, as it stands in repositories, host names and databases.
public record ServiceName(String value) {
    static final int MIN_LENGTH = 2;
    static final int MAX_LENGTH = 40;
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /// Capitals at the beginning of a word, or throughout it: `Billing`, `STOCK-SERVICE`. Inner capitals leave open
    /// where the words part.
    private static final Pattern SPOKEN =
            Pattern.compile("(?:[A-Za-z][a-z0-9]*|[A-Z][A-Z0-9]*)(-(?:[A-Za-z0-9][a-z0-9]*|[A-Z0-9]+))*");

    public ServiceName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not the name of a service: " + value);
        }
    }

    static boolean isName(String text) {
        return text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && FORM.matcher(text).matches();
    }

    /// The name that somebody wrote, in lower case.
    static Optional<ServiceName> read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SPOKEN.matcher(text).matches() && isName(lower) ? Optional.of(new ServiceName(lower)) : Optional.empty();
    }

    /// Whether it says of itself that it is a service's: `order-service`, `billing-api`.
    boolean saysService() {
        return value.matches(".*-(service|microservice|api|svc|backend)");
    }

    /// A name that comes close to what was written, for a question.
    static Optional<String> near(String text) {
        String near = text.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return isName(near) ? Optional.of(near) : Optional.empty();
    }
}
