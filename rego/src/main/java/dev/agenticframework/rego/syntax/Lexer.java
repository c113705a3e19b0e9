package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Splits a source into tokens, one at a time, because the imports read so far decide which words are keywords.
final class Lexer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char NON_BREAKING_SPACE = '\u00A0';

    private final SourceText source;
    private final String text;
    private final Map<String, TokenKind> keywords;
    private final List<String> faults = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private int pos;
    private int row = 1;
    private int col = 1;

    record Mark(int pos, int row, int col, int comments) {}

    Lexer(SourceText source) {
        this.source = source;
        this.text = source.text();
        this.keywords = new HashMap<>(TokenKind.KEYWORDS);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            pos = 1;
        }
    }

    void addKeywords(Map<String, TokenKind> more) {
        keywords.putAll(more);
        if (more.containsKey(TokenKind.EVERY.text)) {
            keywords.put(TokenKind.IN.text, TokenKind.IN);
        }
    }

    boolean isKeyword(String word) {
        return keywords.containsKey(word);
    }

    Mark mark() {
        return new Mark(pos, row, col, comments.size());
    }

    void reset(Mark mark) {
        pos = mark.pos();
        row = mark.row();
        col = mark.col();
        while (comments.size() > mark.comments()) {
            comments.removeLast();
        }
    }

    List<Comment> comments() {
        return comments;
    }

    /// Returns the errors in the last token, in order.
    List<String> faults() {
        return faults;
    }

    Token next() {
        faults.clear();
        int before = pos;
        int rowBefore = row;
        skipSpace();
        boolean spaced = pos > before;
        boolean onNewLine = row > rowBefore;
        int start = pos;
        // The end of the text is after its last character.
        Location at = start < text.length() ? here(start) : new Location(source, start, start, row, col - 1);
        TokenKind kind = scan();
        return new Token(kind, at.endingAt(pos), text.substring(start, pos), spaced, onNewLine);
    }

    /// Reads the rest of a template string after the `}` of a hole.
    Token nextTemplatePart(boolean raw) {
        faults.clear();
        int start = pos;
        Location at = here(start);
        return templatePart(at, start, raw);
    }

    private Location here(int start) {
        return new Location(source, start, start, row, col);
    }

    private void skipSpace() {
        while (pos < text.length()) {
            char c = text.charAt(pos);
            if (c == '#') {
                comment();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                advance();
            } else {
                return;
            }
        }
    }

    private void comment() {
        Location at = here(pos);
        int start = pos + 1;
        while (pos < text.length() && text.charAt(pos) != '\n') {
            advance();
        }
        int end = pos;
        while (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        comments.add(new Comment(at.endingAt(end), text.substring(start, end)));
    }

    private void advance() {
        char c = text.charAt(pos++);
        if (c == '\n') {
            row++;
            col = 1;
        } else if (!Character.isLowSurrogate(c)) {
            col++;
        }
    }

    private char peek() {
        return pos < text.length() ? text.charAt(pos) : '\0';
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        advance();
        return true;
    }

    private TokenKind scan() {
        if (pos >= text.length()) {
            return TokenKind.EOF;
        }
        char c = peek();
        if (isLetter(c)) {
            return word();
        }
        if (isDigit(c)) {
            return number();
        }
        advance();
        return punctuation(c);
    }

    private TokenKind punctuation(char c) {
        return switch (c) {
            case '"' -> string();
            case '`' -> rawString();
            case '$' -> template();
            case '[' -> TokenKind.LBRACK;
            case ']' -> TokenKind.RBRACK;
            case '{' -> TokenKind.LBRACE;
            case '}' -> TokenKind.RBRACE;
            case '(' -> TokenKind.LPAREN;
            case ')' -> TokenKind.RPAREN;
            case ',' -> TokenKind.COMMA;
            case ';' -> TokenKind.SEMICOLON;
            case '.' -> TokenKind.DOT;
            case ':' -> accept('=') ? TokenKind.ASSIGN : TokenKind.COLON;
            default -> operator(c);
        };
    }

    private TokenKind operator(char c) {
        return switch (c) {
            case '+' -> TokenKind.ADD;
            case '-' -> TokenKind.SUB;
            case '*' -> TokenKind.MUL;
            case '/' -> TokenKind.QUO;
            case '%' -> TokenKind.REM;
            case '&' -> TokenKind.AND;
            case '|' -> TokenKind.OR;
            case '=' -> accept('=') ? TokenKind.EQUAL : TokenKind.UNIFY;
            case '>' -> accept('=') ? TokenKind.GTE : TokenKind.GT;
            case '<' -> accept('=') ? TokenKind.LTE : TokenKind.LT;
            case '!' -> accept('=') ? TokenKind.NEQ : fault("illegal ! character");
            case NON_BREAKING_SPACE -> fault("illegal non-breaking space character, use a regular space instead");
            case BYTE_ORDER_MARK -> fault("illegal byte-order mark");
            case '\0' -> fault("illegal null character");
            default -> TokenKind.ILLEGAL;
        };
    }

    private TokenKind fault(String message) {
        faults.add(message);
        return TokenKind.ILLEGAL;
    }

    private TokenKind word() {
        int start = pos;
        while (isLetter(peek()) || isDigit(peek())) {
            advance();
        }
        return keywords.getOrDefault(text.substring(start, pos), TokenKind.IDENT);
    }

    private TokenKind number() {
        digits();
        if (accept('.') && !digits()) {
            fault("expected fraction");
        }
        if (peek() == 'e' || peek() == 'E') {
            advance();
            if (!accept('+')) {
                accept('-');
            }
            if (!digits()) {
                fault("expected exponent");
            }
        }
        if (isLetter(peek())) {
            fault("illegal number format");
            word();
        }
        return faults.isEmpty() ? TokenKind.NUMBER : TokenKind.ILLEGAL;
    }

    private boolean digits() {
        int start = pos;
        while (isDigit(peek())) {
            advance();
        }
        return pos > start;
    }

    private TokenKind string() {
        while (true) {
            if (pos >= text.length() || peek() == '\n') {
                return fault("non-terminated string");
            }
            char c = peek();
            advance();
            if (c == '"') {
                return faults.isEmpty() ? TokenKind.STRING : TokenKind.ILLEGAL;
            }
            if (c == '\\') {
                escape(false);
            }
        }
    }

    private void escape(boolean inTemplate) {
        char c = peek();
        if ("\\\"/bfnrtu".indexOf(c) >= 0 || (inTemplate && c == '{')) {
            advance();
        } else {
            fault("illegal escape sequence");
        }
    }

    private TokenKind rawString() {
        while (pos < text.length()) {
            char c = peek();
            advance();
            if (c == '`') {
                return TokenKind.STRING;
            }
        }
        return fault("non-terminated string");
    }

    private TokenKind template() {
        if (peek() == '"' || peek() == '`') {
            boolean raw = peek() == '`';
            advance();
            return templatePart(here(pos), pos, raw).kind();
        }
        return fault("illegal $ character");
    }

    private Token templatePart(Location at, int start, boolean raw) {
        while (pos < text.length() && (raw || peek() != '\n')) {
            char c = peek();
            advance();
            if (c == (raw ? '`' : '"')) {
                return templateToken(at, start, raw ? TokenKind.RAW_TEMPLATE_END : TokenKind.TEMPLATE_END);
            }
            if (c == '{') {
                return templateToken(at, start, raw ? TokenKind.RAW_TEMPLATE_PART : TokenKind.TEMPLATE_PART);
            }
            if (c == '\\' && !raw) {
                escape(true);
            } else if (c == '\\' && peek() == '{') {
                advance();
            }
        }
        return templateToken(at, start, fault("non-terminated string"));
    }

    private Token templateToken(Location at, int start, TokenKind kind) {
        TokenKind sound = faults.isEmpty() ? kind : TokenKind.ILLEGAL;
        return new Token(sound, at.endingAt(pos), text.substring(start, Math.max(start, pos - 1)), false, false);
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
