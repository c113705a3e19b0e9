package dev.agenticframework.agentapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The type of a field: the one place where its values are read from text and written as text. Values travel and are
/// stored as text; agents see them as `T`. Two types are equal when they have the same description.
public final class FieldType<T> {
    /// Any text.
    public static final FieldType<String> TEXT = matching("any text", "(?s).*");
    /// The name of a service, template, environment or the like.
    public static final FieldType<String> NAME =
            matching("a name of lowercase letters, digits and single hyphens", "[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /// The id of a repository, which can have groups.
    public static final FieldType<String> REPOSITORY = matching(
            "a repository id such as orders or platform/orders",
            "[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
    /// A whole number of 32 bits.
    public static final FieldType<Integer> INTEGER = integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    /// `true` or `false`.
    public static final FieldType<Boolean> BOOLEAN = new FieldType<>(
            "true or false",
            text -> text.matches("true|false") ? Optional.of(text.equals("true")) : Optional.empty(),
            String::valueOf);
    /// A Git commit id.
    public static final FieldType<String> COMMIT = matching("a Git commit id of 40 hexadecimal digits", "[0-9a-f]{40}");
    /// The reference of an artifact in an [ArtifactStore].
    public static final FieldType<String> ARTIFACT =
            matching("an artifact reference: 'sha256:' and 64 hexadecimal digits", ArtifactStore.REFERENCE.pattern());
    /// An absolute URL.
    public static final FieldType<URI> URL = new FieldType<>("an absolute URL", FieldType::url, URI::toString);
    /// A JSON document.
    public static final FieldType<Json> JSON = new FieldType<>("a JSON document", Json::parse, Json::text);

    private static final Pattern INTEGER_TEXT = Pattern.compile("-?[0-9]{1,10}");
    private static final Pattern DECIMAL_TEXT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private final String description;
    private final Function<String, Optional<T>> reader;
    private final Function<T, String> writer;

    private FieldType(String description, Function<String, Optional<T>> reader, Function<T, String> writer) {
        this.description = description;
        this.reader = reader;
        this.writer = writer;
    }

    private static FieldType<String> matching(String description, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new FieldType<>(
                description,
                text -> Optional.of(text).filter(given -> pattern.matcher(given).matches()),
                Function.identity());
    }

    /// A whole number within bounds.
    ///
    /// @param min the smallest
    /// @param max the largest
    public static FieldType<Integer> integer(int min, int max) {
        return new FieldType<>(
                "a whole number from " + min + " to " + max,
                text -> integer(text).filter(number -> number >= min && number <= max),
                String::valueOf);
    }

    /// A decimal number.
    ///
    /// @param digits how many digits to write after the point
    public static FieldType<Double> decimal(int digits) {
        return new FieldType<>(
                "a decimal number",
                text -> DECIMAL_TEXT.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty(),
                value -> String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    /// One of the constants of an enum; the text is the constant's name in lowercase, with hyphens.
    public static <E extends Enum<E>> FieldType<E> choice(Class<E> choices) {
        var constants = Arrays.asList(choices.getEnumConstants());
        return new FieldType<>(
                "one of " + constants.stream().map(FieldType::name).collect(Collectors.joining(", ")),
                text -> constants.stream()
                        .filter(constant -> name(constant).equals(text))
                        .findFirst(),
                FieldType::name);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Integer> integer(String text) {
        return Optional.of(text)
                .filter(given -> INTEGER_TEXT.matcher(given).matches())
                .map(Long::valueOf)
                .filter(value -> value == value.intValue())
                .map(Long::intValue);
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Reads a value; empty when the text is not one of this type.
    public Optional<T> parse(String text) {
        return reader.apply(text);
    }

    /// Writes a value, so that [#parse] reads it back.
    ///
    /// @throws IllegalArgumentException when it is not a value of this type, such as a commit id that is too short
    public String write(T value) {
        String text = writer.apply(value);
        if (parse(text).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not " + description);
        }
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldType<?> type && description.equals(type.description);
    }

    @Override
    public int hashCode() {
        return description.hashCode();
    }

    /// What its values are, for people: "a whole number".
    @Override
    public String toString() {
        return description;
    }
}
