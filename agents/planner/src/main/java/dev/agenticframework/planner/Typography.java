package dev.agenticframework.planner;

import java.util.List;
import java.util.Map;

/// Replaces typographic quotes, dashes, arrows and spaces, and recognizes decoration such as emoji.
final class Typography {
    private static final String DECORATION = "🚀🎉🙏✨👍😀😊🙂😄😁👋🔥💯✅🤖💪🥳❤🙌😃😉👌🌟⭐💡🛠📦🎊🤝";
    /// The order matters: a line break can be two characters.
    private static final List<Map.Entry<String, String>> PLAIN = List.of(
            Map.entry("’", "'"),
            Map.entry("‘", "'"),
            Map.entry("“", "\""),
            Map.entry("”", "\""),
            Map.entry("„", "\""),
            Map.entry("«", "\""),
            Map.entry("»", "\""),
            Map.entry("‐", "-"),
            Map.entry("‑", "-"),
            Map.entry("–", " - "),
            Map.entry("—", " - "),
            Map.entry("→", " -> "),
            Map.entry("⇒", " -> "),
            Map.entry("➡", " -> "),
            Map.entry("➜", " -> "),
            Map.entry("•", "\n"),
            Map.entry("·", " , "),
            Map.entry("…", "."),
            Map.entry("\u00a0", " "),
            Map.entry("\u2009", " "),
            Map.entry("\u202f", " "),
            Map.entry("\ufe0f", ""),
            Map.entry("\t", " "),
            Map.entry("\r\n", "\n"),
            Map.entry("\r", "\n"));
    /// `**name**`
    private static final String BOLD = "\\*\\*(?=\\S)([^*\n]+)(?<=\\S)\\*\\*";
    private static final String SMILEYS = "(?<=^|\\s):[)D](?=\\s|$)";

    private Typography() {}

    /// Returns a text in plain characters.
    static String plain(String text) {
        String plain = text;
        for (var entry : PLAIN) {
            plain = plain.replace(entry.getKey(), entry.getValue());
        }
        return withoutQuotes(
                plain.replaceAll(BOLD, "$1").replaceAll(SMILEYS, " ").strip());
    }

    /// Removes quotes around a whole request, which have no meaning.
    private static String withoutQuotes(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1;
        return quoted && text.contains(" ") ? text.substring(1, text.length() - 1) : text;
    }

    static boolean decorates(String character) {
        return DECORATION.contains(character);
    }

    /// Returns a word without the decoration at its end.
    static String trimmed(String word) {
        int end = word.length();
        while (end > 1 && decorates(Character.toString(word.codePointBefore(end)))) {
            end -= Character.charCount(word.codePointBefore(end));
        }
        return word.substring(0, end);
    }
}
