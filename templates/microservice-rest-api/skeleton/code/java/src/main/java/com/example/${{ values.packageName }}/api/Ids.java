package com.example.${{ values.packageName }}.api;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids. The JDK also accepts shortened ids, which this class refuses. */
final class Ids {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    static Optional<UUID> parse(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
