package dev.agenticframework.planner;

import java.util.Locale;
import java.util.Optional;

/// A property of a service that a request can set, in addition to its name.
public enum Field {
    INTERFACE,
    LANGUAGE,
    DATABASE,
    CACHE,
    MESSAGING,
    ENVIRONMENT,
    STRATEGY,
    REPLICAS;

    /// The name in JSON.
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> ofClass(String type) {
        return switch (type) {
            case "interface" -> Optional.of(INTERFACE);
            case "language" -> Optional.of(LANGUAGE);
            case "database" -> Optional.of(DATABASE);
            case "cache" -> Optional.of(CACHE);
            case "messaging" -> Optional.of(MESSAGING);
            case "environment" -> Optional.of(ENVIRONMENT);
            case "strategy" -> Optional.of(STRATEGY);
            case "number", "replicas", "times" -> Optional.of(REPLICAS);
            default -> Optional.empty();
        };
    }
}
