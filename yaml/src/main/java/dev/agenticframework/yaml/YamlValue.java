package dev.agenticframework.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value of a document and its place.
public sealed interface YamlValue {

    Place place();

    /// The tag that the author wrote, such as `!reference`; empty where there is none.
    String tag();

    /// A text, number, boolean or null.
    ///
    /// @param text as written, without quotes and escapes
    /// @param kind what the text means
    record Scalar(String text, Kind kind, String tag, Place place) implements YamlValue {}

    /// A list.
    record Sequence(List<YamlValue> items, String tag, Place place) implements YamlValue {
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
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }
}
