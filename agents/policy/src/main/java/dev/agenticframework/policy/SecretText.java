package dev.agenticframework.policy;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/// Distinguishes texts that may be secrets from names, examples and code.
final class SecretText {

    static final int MIN_CHARS = 8;
    /// Bits per character below which a hexadecimal text is a counter or a color and not a key.
    static final double HEX_ENTROPY = 2.9;
    /// The same for texts of letters and digits.
    static final double TOKEN_ENTROPY = 3.3;

    private static final int TOKEN_CHARS = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(example|hunter2|sample|placeholder|change[-_ ]?me|replace[-_ ]?me|your[-_ ]|dummy|redacted|insert|todo"
                    + "|fixme|not[-_ ]?a[-_ ]?secret|fake|xxxx|\\*\\*\\*|\\.\\.\\.|for[-_]tests|test[-_]?only).*");
    private static final Pattern WORDS =
            Pattern.compile("[a-z]+(?:[-_. ][a-z]+)*|[A-Z]+(?:[-_. ][A-Z]+)*|[A-Z]?[a-z]+");
    private static final Pattern CODE = Pattern.compile(
            "(?i).*(\\$\\{|\\$\\(|\\{\\{|\\}\\}|<[^>]*>|\\(|\\)|=>|::|process\\.env|os\\.environ|getenv|secretkeyref|valuefrom).*");
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$[A-Za-z_{][^\\s]*|%[A-Za-z_()]+%?s?|@[a-z.]+|(?:var|local|data|module|each|self|this|config|settings|env|values|secrets|request|req|ctx)\\.[A-Za-z0-9_.\\[\\]]+"
                    + "|/[A-Za-z0-9_./-]+|[a-z]+://[^:@]*|arn:aws:[^\\s]*|[a-z_]+\\.[a-z_.]+|[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    private static final Set<String> NONE = Set.of(
            "password",
            "passwd",
            "secret",
            "token",
            "true",
            "false",
            "null",
            "none",
            "undefined",
            "string",
            "postgres",
            "root",
            "admin",
            "user",
            "pass",
            "required",
            "optional",
            "integer",
            "boolean",
            "service",
            "default");

    private SecretText() {}

    /// Shannon's entropy in bits per character.
    static double entropy(String text) {
        var counts = new java.util.HashMap<Integer, Integer>();
        text.codePoints().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matches(text)
                || NONE.contains(text.toLowerCase(Locale.ROOT))
                || text.chars().distinct().count() <= 3
                || CODE.matches(text)
                || REFERENCE.matches(text);
    }

    /// Whether a value that is assigned to a name that suggests a secret is one.
    ///
    /// @param password whether the name suggests a password, which people choose, or a key, which machines generate
    static boolean looksSecret(String text, boolean password) {
        if (text.length() < MIN_CHARS || isPlaceholder(text) || WORDS.matches(text)) {
            return false;
        }
        boolean digit = text.chars().anyMatch(Character::isDigit);
        boolean letter = text.chars().anyMatch(Character::isLetter);
        if (HEX.matches(text)) {
            return text.length() >= TOKEN_CHARS && digit && letter && entropy(text) >= HEX_ENTROPY;
        }
        if (password) {
            return letter && (digit || text.chars().anyMatch(c -> "!@#%^&*?+=~".indexOf(c) >= 0));
        }
        return text.length() >= TOKEN_CHARS && digit && letter && entropy(text) >= TOKEN_ENTROPY;
    }
}
