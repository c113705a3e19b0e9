package dev.agenticframework.rego.syntax;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The kinds of tokens, with their names in error messages. The name of an infix operator is also that of its function.
public enum TokenKind {
    ILLEGAL("illegal"),
    EOF("eof"),
    IDENT("identifier"),
    PACKAGE("package"),
    IMPORT("import"),
    AS("as"),
    DEFAULT("default"),
    ELSE("else"),
    NOT("not"),
    SOME("some"),
    WITH("with"),
    NULL("null"),
    TRUE("true"),
    FALSE("false"),
    NUMBER("number"),
    STRING("string"),
    TEMPLATE_PART("template-string-part"),
    TEMPLATE_END("template-string-end"),
    RAW_TEMPLATE_PART("raw-template-string-part"),
    RAW_TEMPLATE_END("raw-template-string-end"),
    LBRACK("["),
    RBRACK("]"),
    LBRACE("{"),
    RBRACE("}"),
    LPAREN("("),
    RPAREN(")"),
    COMMA(","),
    COLON(":"),
    ADD("plus"),
    SUB("minus"),
    MUL("mul"),
    QUO("div"),
    REM("rem"),
    AND("and"),
    OR("or"),
    UNIFY("eq"),
    EQUAL("equal"),
    ASSIGN("assign"),
    NEQ("neq"),
    GT("gt"),
    LT("lt"),
    GTE("gte"),
    LTE("lte"),
    DOT("."),
    SEMICOLON(";"),
    IN("in"),
    EVERY("every"),
    CONTAINS("contains"),
    IF("if"),
    LOGICAL_AND("and"),
    LOGICAL_OR("or");

    public static final Map<String, TokenKind> KEYWORDS = new HashMap<>();

    /// The additional keywords of v1, which v0 imports with `future.keywords` or `rego.v1`.
    public static final Map<String, TokenKind> V1_KEYWORDS =
            Map.of("in", IN, "every", EVERY, "contains", CONTAINS, "if", IF);

    /// The keywords that only an import of `future.keywords` adds.
    public static final Map<String, TokenKind> LOGICAL_KEYWORDS =
            Map.of("not", NOT, "and", LOGICAL_AND, "or", LOGICAL_OR);

    private static final Set<TokenKind> RESERVED =
            EnumSet.of(PACKAGE, IMPORT, AS, DEFAULT, ELSE, NOT, SOME, WITH, NULL, TRUE, FALSE);

    private static final Set<TokenKind> WORDS = EnumSet.noneOf(TokenKind.class);

    static {
        RESERVED.forEach(kind -> KEYWORDS.put(kind.text, kind));
        WORDS.addAll(RESERVED);
        WORDS.addAll(V1_KEYWORDS.values());
        WORDS.addAll(LOGICAL_KEYWORDS.values());
    }

    public final String text;

    TokenKind(String text) {
        this.text = text;
    }

    boolean isKeyword() {
        return WORDS.contains(this);
    }
}
