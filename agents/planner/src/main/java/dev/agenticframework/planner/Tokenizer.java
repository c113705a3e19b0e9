package dev.agenticframework.planner;

import dev.agenticframework.planner.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Splits a request into tokens. Typographic quotes, dashes, arrows and spaces become plain ones, and decoration is
/// removed. A word with any other non-ASCII character is marked as strange, so a look-alike letter is never mistaken
/// for the real one.
final class Tokenizer {
    private static final int MAX_QUOTATION = 80;
    private static final String SEPARATORS = "[/+]";
    private static final String ENDS_WORD = " \t\n,;:!?()[]{}\"`=|&<>";

    private final Predicate<String> known;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text, Predicate<String> known) {
        this.text = text;
        this.known = known;
    }

    /// @param known whether a word is in the lexicon: `blue/green` is one word, `go/postgres` is two words
    static List<Token> tokens(String request, Predicate<String> known) {
        var tokenizer = new Tokenizer(Typography.plain(request), known);
        tokenizer.run();
        return List.copyOf(tokenizer.tokens);
    }

    private void run() {
        skipBullet();
        while (at < text.length()) {
            next();
        }
    }

    private void next() {
        int point = text.codePointAt(at);
        String character = Character.toString(point);
        if (character.equals(" ") || Typography.decorates(character)) {
            at += character.length();
        } else if (character.equals("\n")) {
            mark("\n", 1);
            skipBullet();
        } else if (!quotation(character)) {
            markOrWord(character);
        }
    }

    private void markOrWord(String character) {
        if (text.startsWith("->", at) || text.startsWith("=>", at)) {
            mark("->", 2);
        } else if (",;:!?()[]{}=|&<>".contains(character)) {
            mark(character, 1);
        } else if (isLoose('@')) {
            tokens.add(new Token("@", "at", Kind.WORD));
            at++;
        } else if (isLoose('-') || isLoose('+') || isLoose('/')) {
            mark(character, 1);
        } else if (text.startsWith("-- ", at)) {
            mark("-", 2);
        } else {
            word();
        }
    }

    private boolean isLoose(char mark) {
        boolean before = at == 0 || Character.isWhitespace(text.charAt(at - 1));
        return text.charAt(at) == mark && before && at + 1 < text.length() && text.charAt(at + 1) == ' ';
    }

    private void mark(String mark, int length) {
        tokens.add(new Token(mark, mark, Kind.MARK));
        at += length;
    }

    /// Skips the marks that begin a heading or a list item, because the line break before them already separates.
    private void skipBullet() {
        int start = at;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        if (text.startsWith("##", start)) {
            while (end < text.length() && text.charAt(end) == '#') {
                end++;
            }
        } else if (end < text.length() && "-*+".indexOf(text.charAt(end)) >= 0) {
            end++;
        } else {
            while (end < text.length() && end < start + 2 && Character.isDigit(text.charAt(end))) {
                end++;
            }
            end = end > start && end < text.length() && ".)".indexOf(text.charAt(end)) >= 0 ? end + 1 : start;
        }
        if (end > start && end < text.length() && text.charAt(end) == ' ') {
            at = end;
        }
    }

    private boolean quotation(String quote) {
        boolean opens = quote.equals("\"")
                || quote.equals("`")
                || (quote.equals("'") && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))));
        if (!opens) {
            return false;
        }
        int end = text.indexOf(quote, at + 1);
        if (end < 0 || end - at > MAX_QUOTATION) {
            tokens.add(new Token(quote, quote, Kind.STRANGE));
            at++;
            return true;
        }
        String inside = text.substring(at + 1, end).strip();
        tokens.add(new Token(inside, inside.toLowerCase(Locale.ROOT), Kind.QUOTED));
        at = end + 1;
        return true;
    }

    private void word() {
        int end = at;
        while (end < text.length() && ENDS_WORD.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String raw = text.substring(at, end);
        at = end;
        String core = withoutTail(raw);
        addWord(core);
        if (core.length() < raw.length() && raw.endsWith(".")) {
            tokens.add(new Token(".", ".", Kind.MARK));
        }
    }

    private static String withoutTail(String raw) {
        int end = raw.length();
        while (end > 1 && raw.charAt(end - 1) == '.') {
            end--;
        }
        return raw.startsWith(".") ? raw : raw.substring(0, end);
    }

    private void addWord(String core) {
        String bare = Typography.trimmed(core);
        String word = bare.toLowerCase(Locale.ROOT);
        Optional<String> spoken = Contractions.whole(word).filter(_ -> !known.test(word));
        if (spoken.isPresent()) {
            addAll(spoken.get());
        } else if (splits(word)) {
            addParts(bare);
        } else {
            addPlain(bare, word);
        }
    }

    private void addPlain(String text, String word) {
        Optional<String> spoken = Contractions.ending(word);
        if (spoken.isPresent()) {
            addAll(spoken.get());
            return;
        }
        tokens.add(new Token(
                text, word, word.matches("[a-z0-9][a-z0-9._'/+#-]*|c\\+\\+|\\.net") ? Kind.WORD : Kind.STRANGE));
    }

    private void addAll(String words) {
        for (String word : words.split(" ", -1)) {
            tokens.add(new Token(word, word, Kind.WORD));
        }
    }

    /// `go/postgres` is two words if both are known.
    private boolean splits(String word) {
        if (known.test(word) || !word.matches("[a-z0-9.-]+([/+][a-z0-9.-]+)+")) {
            return false;
        }
        for (String part : word.split(SEPARATORS, -1)) {
            if (!known.test(part)) {
                return false;
            }
        }
        return true;
    }

    private void addParts(String bare) {
        String separator = "";
        for (String part : bare.split(SEPARATORS, -1)) {
            if (!separator.isEmpty()) {
                tokens.add(new Token(separator, separator, Kind.MARK));
            }
            separator = Token.SLASH;
            addPlain(part, part.toLowerCase(Locale.ROOT));
        }
    }
}
