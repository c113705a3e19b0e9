package dev.agenticframework.rego.library.encoding;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.text.TermText;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// Base64, hexadecimal and URL encodings of strings.
public final class EncodingBuiltins {
    private EncodingBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("base64.encode", (_, operands) -> encode(Base64.getEncoder(), operands));
        table.function("base64.decode", (_, operands) -> text(decodeBase64(Operands.string(operands, 0))));
        table.function("base64.is_valid", (_, operands) -> BooleanValue.of(isBase64(operands[0])));
        table.function("base64url.encode", (_, operands) -> encode(Base64.getUrlEncoder(), operands));
        table.function(
                "base64url.encode_no_pad",
                (_, operands) -> encode(Base64.getUrlEncoder().withoutPadding(), operands));
        table.function("base64url.decode", (_, operands) -> text(decodeBase64Url(Operands.string(operands, 0))));
        table.function(
                "hex.encode", (_, operands) -> StringValue.of(HexFormat.of().formatHex(bytes(operands))));
        table.function("hex.decode", (_, operands) -> text(decodeHex(Operands.string(operands, 0))));
    }

    private static byte[] bytes(Value[] operands) {
        return Operands.string(operands, 0).getBytes(StandardCharsets.UTF_8);
    }

    private static Value text(byte[] utf8) {
        return StringValue.of(new String(utf8, StandardCharsets.UTF_8));
    }

    private static Value encode(Base64.Encoder encoder, Value[] operands) {
        return StringValue.of(encoder.encodeToString(bytes(operands)));
    }

    private static boolean isBase64(Value value) {
        if (!(value instanceof StringValue text)) {
            return false;
        }
        try {
            decodeBase64(text.text());
            return true;
        } catch (BuiltinException invalid) {
            return false;
        }
    }

    public static byte[] decodeBase64(String text) {
        return Base64Text.decode(text);
    }

    public static byte[] decodeBase64Url(String text) {
        String padded = text;
        if (!text.endsWith("=")) {
            padded = switch (text.getBytes(StandardCharsets.UTF_8).length % 4) {
                case 0 -> text;
                case 2 -> text + "==";
                case 3 -> text + "=";
                default -> throw BuiltinException.failure("illegal base64url string: " + text);
            };
        }
        return Base64Text.decodeUrl(padded);
    }

    private static byte[] decodeHex(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0 || Character.digit(b, 16) < 0) {
                throw BuiltinException.failure("encoding/hex: invalid byte: " + rune((char) (b & 0xff)));
            }
        }
        if (text.length() % 2 != 0) {
            throw BuiltinException.failure("encoding/hex: odd length hex string");
        }
        return HexFormat.of().parseHex(text);
    }

    private static String rune(char c) {
        return String.format(java.util.Locale.ROOT, "U+%04X", (int) c)
                + (TermText.isPrintable(c) ? " '" + c + "'" : "");
    }
}
