package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/// Reads signatures such as `split(x: string, delimiter: string) ys: array[string]`.
final class SignatureReader {
    private final String text;
    private int position;

    private SignatureReader(String text) {
        this.text = text;
    }

    /// A built-in's name and type.
    record Signature(String name, RegoType.Function type) {}

    static Signature read(String text) {
        SignatureReader reader = new SignatureReader(text);
        String name = reader.word();
        return new Signature(name, reader.function());
    }

    static RegoType readType(String text) {
        return new SignatureReader(text).type();
    }

    private RegoType.Function function() {
        List<RegoType.Parameter> parameters = new ArrayList<>();
        RegoType variadic = null;
        expect("(");
        while (!accept(")")) {
            if (accept("...")) {
                variadic = type();
            } else {
                parameters.add(parameter());
            }
            accept(",");
        }
        return new RegoType.Function(List.copyOf(parameters), variadic, atEnd() ? null : parameter());
    }

    private RegoType.Parameter parameter() {
        int start = position;
        String name = word();
        if (accept(":")) {
            return new RegoType.Parameter(name, type());
        }
        position = start;
        return new RegoType.Parameter("", type());
    }

    private RegoType type() {
        String name = word();
        return switch (name) {
            case "any" -> accept("<") ? new RegoType.Any(types()) : RegoType.ANY;
            case "null" -> RegoType.NULL;
            case "boolean" -> RegoType.BOOLEAN;
            case "number" -> RegoType.NUMBER;
            case "string" -> RegoType.STRING;
            case "set" -> new RegoType.Set(bracketed());
            case "array" -> array();
            case "object" -> object();
            default -> throw new IllegalArgumentException("unknown type " + name + " in signature: " + text);
        };
    }

    private RegoType array() {
        List<RegoType> fixed = accept("<") ? types() : List.of();
        return new RegoType.Array(fixed, peek("[") ? bracketed() : null);
    }

    private RegoType object() {
        List<RegoType.Property> properties = new ArrayList<>();
        if (accept("<")) {
            while (!accept(">")) {
                StringValue key = StringValue.of(word());
                expect(":");
                properties.add(new RegoType.Property(key, type()));
                accept(",");
            }
        }
        RegoType key = null;
        RegoType value = null;
        if (accept("[")) {
            key = type();
            expect(":");
            value = type();
            expect("]");
        }
        return new RegoType.Obj(List.copyOf(properties), key, value);
    }

    private List<RegoType> types() {
        List<RegoType> types = new ArrayList<>();
        while (!accept(">")) {
            types.add(type());
            accept(",");
        }
        return List.copyOf(types);
    }

    private RegoType bracketed() {
        expect("[");
        RegoType element = type();
        expect("]");
        return element;
    }

    private String word() {
        skipSpaces();
        int start = position;
        while (position < text.length() && isWordCharacter(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private boolean accept(String token) {
        if (peek(token)) {
            position += token.length();
            return true;
        }
        return false;
    }

    private boolean peek(String token) {
        skipSpaces();
        return text.startsWith(token, position);
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException(
                    "expected " + token + " at offset " + position + " of signature: " + text);
        }
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private boolean atEnd() {
        skipSpaces();
        return position == text.length();
    }
}
