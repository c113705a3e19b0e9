package dev.agenticframework.rego.library.encoding;

import dev.agenticframework.rego.builtin.BuiltinException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Decodes padded base64 (RFC 4648), ignoring line breaks, and reports the position of the first error.
final class Base64Text {
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String URL_SAFE = STANDARD.replace("+/", "-_");

    private final byte[] source;
    private final String alphabet;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    private Base64Text(String text, String alphabet) {
        this.source = text.getBytes(StandardCharsets.UTF_8);
        this.alphabet = alphabet;
    }

    static byte[] decode(String text) {
        return new Base64Text(text, STANDARD).run();
    }

    static byte[] decodeUrl(String text) {
        return new Base64Text(text, URL_SAFE).run();
    }

    private byte[] run() {
        skipBreaks();
        while (at < source.length) {
            quantum();
            skipBreaks();
        }
        return out.toByteArray();
    }

    private void skipBreaks() {
        while (at < source.length && (source[at] == '\n' || source[at] == '\r')) {
            at++;
        }
    }

    // Four characters encode three bytes. Padding ends the text.
    private void quantum() {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            skipBreaks();
            if (at == source.length) {
                throw wrong(at - i);
            }
            int digit = alphabet.indexOf(source[at++]);
            if (digit < 0) {
                padding(i, bits);
                return;
            }
            bits = (bits << 6) | digit;
        }
        write(bits, 3);
    }

    private void padding(int digits, int bits) {
        if (source[at - 1] != '=' || digits < 2) {
            throw wrong(at - 1);
        }
        skipBreaks();
        if (digits == 2) {
            if (at == source.length) {
                throw wrong(source.length);
            }
            if (source[at] != '=') {
                throw wrong(at - 1);
            }
            at++;
            skipBreaks();
        }
        if (at < source.length) {
            throw wrong(at);
        }
        write(bits << (6 * (4 - digits)), digits - 1);
    }

    private void write(int bits, int count) {
        for (int i = 0; i < count; i++) {
            out.write(bits >> (16 - 8 * i));
        }
    }

    private static BuiltinException wrong(int position) {
        return BuiltinException.failure("illegal base64 data at input byte " + position);
    }
}
