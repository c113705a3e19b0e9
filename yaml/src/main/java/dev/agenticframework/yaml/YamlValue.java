package dev.agenticframework.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A value of a document and its place.
public sealed interface YamlValue {

    /// Where the value starts.
    Place place();

    /// The tag that the author wrote, such as `!reference`; empty where there is none.
    String tag();

    /// A text, number, boolean or null.
    ///
    /// @param text as written, without quotes and escapes; in [Dialect#RUBY], as Ruby prints the value
    /// @param kind what the text means
    record Scalar(String text, Kind kind, String tag, Place place) implements YamlValue {

        private static final Set<String> TRUE = Set.of("true", "yes", "on");

        /// Whether this is a boolean that means true.
        public boolean isTrue() {
            return kind == Kind.BOOLEAN && TRUE.contains(text.toLowerCase(Locale.ROOT));
        }
    }

    /// A list.
    record Sequence(List<YamlValue> items, String tag, Place place) implements YamlValue {
        /// Copies the items.
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A mapping, in the order of the document.
    ///
    /// @param entries values by key; a key is the text of a scalar
    /// @param keys where each key is written
    record Mapping(Map<String, YamlValue> entries, Map<String, Place> keys, String tag, Place place)
            implements YamlValue {

        /// The value of a key.
        public Optional<YamlValue> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /// Where a key is written; the mapping's own place where it has no such key.
        public Place at(String key) {
            return keys.getOrDefault(key, place);
        }
    }

    /// What a scalar's text means.
    enum Kind {
        /// A text; every quoted scalar is one.
        TEXT,
        /// A whole number.
        INTEGER,
        /// A number with a fraction or an exponent, an infinity, or not a number.
        DECIMAL,
        /// True or false, in the words of the dialect.
        BOOLEAN,
        /// Nothing: empty, `null` or `~`.
        NULL
    }
}
