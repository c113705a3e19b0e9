package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.encoding.EncodingBuiltins;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Blocks of PEM text (RFC 7468).
final class Pem {
    private static final Pattern BEGIN =
            Pattern.compile("^[ \\t]*-----BEGIN ([^\\n\\r]*?)-----[ \\t]*$", Pattern.MULTILINE);

    private Pem() {}

    /// One block.
    ///
    /// @param end the end of the block in the text
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Block(String type, byte[] content, int end) {}

    /// Returns the blocks of a text in order, and skips malformed ones.
    static List<Block> parse(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            String type = begin.group(1);
            String endLine = "-----END " + type + "-----";
            int end = text.indexOf(endLine, begin.end());
            if (end < 0) {
                break;
            }
            int after = afterLine(text, end + endLine.length());
            byte[] content = decode(text.substring(begin.end(), end));
            if (content.length > 0) {
                blocks.add(new Block(type, content, after));
            }
            from = after;
        }
        return blocks;
    }

    private static int afterLine(String text, int at) {
        int end = at;
        while (end < text.length() && " \t\r".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '\n' ? end + 1 : end;
    }

    private static byte[] decode(String body) {
        try {
            return EncodingBuiltins.decodeBase64(body.replaceAll("[ \\t\\r\\n]", ""));
        } catch (BuiltinException malformed) {
            return new byte[0];
        }
    }
}
