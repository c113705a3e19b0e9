package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.core.Regexes;
import dev.agenticframework.rego.library.encoding.Uri;
import dev.agenticframework.rego.library.go.GoTimeParse;
import dev.agenticframework.rego.text.IpAddress;
import java.util.List;
import java.util.regex.Pattern;

/// The string formats of JSON Schema. An unknown format accepts everything.
final class JsonSchemaFormats {
    private static final int MAX_HOSTNAME_LENGTH = 255;
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]");
    private static final Pattern UUID =
            Pattern.compile("[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~0|~1)*+)*+");
    private static final Pattern RELATIVE_POINTER = Pattern.compile("(0|[1-9][0-9]*)(#|(/([^~/]|~0|~1)*+)*+)");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]+";
    private static final Pattern ADDRESS = Pattern.compile("(" + ATOM + "(\\." + ATOM + ")*|\"([^\"\\\\]|\\\\.)+\")"
            + "@(" + ATOM + "(\\." + ATOM + ")*|\\[[^\\[\\]\\\\]+\\])");
    private static final Pattern NAMED_ADDRESS = Pattern.compile("[^<>@,;]*<(.*)>\\s*");
    private static final List<String> MOMENTS =
            List.of("2006-01-02T15:04:05Z07:00", "2006-01-02", "15:04:05", "15:04:05Z07:00");

    private JsonSchemaFormats() {}

    static boolean has(String format, String text) {
        return switch (format) {
            case "date" -> isTime(text, "2006-01-02");
            case "time" -> isTime(text, "15:04:05Z07:00") || isTime(text, "15:04:05");
            case "date-time" -> MOMENTS.stream().anyMatch(layout -> isTime(text, layout));
            case "hostname" -> isHostname(text);
            case "email", "idn-email" -> isAddress(text);
            case "ipv4" -> isAddress(text, 32);
            case "ipv6" -> isAddress(text, 128);
            case "uri", "iri" -> isUri(text) && !Uri.parse(text).scheme().isEmpty();
            case "uri-reference", "iri-reference" -> isUri(text);
            case "uri-template" -> isUri(text) && isTemplate(text);
            case "uuid" -> UUID.matcher(text).matches();
            case "regex" -> Regexes.isValid(text);
            case "json-pointer" -> POINTER.matcher(text).matches();
            case "relative-json-pointer" -> RELATIVE_POINTER.matcher(text).matches();
            default -> true;
        };
    }

    private static boolean isTime(String text, String layout) {
        try {
            GoTimeParse.parse(layout, text);
            return true;
        } catch (BuiltinException invalid) {
            return false;
        }
    }

    private static boolean isHostname(String text) {
        if (text.length() > MAX_HOSTNAME_LENGTH) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String text) {
        var named = NAMED_ADDRESS.matcher(text);
        return ADDRESS.matcher(named.matches() ? named.group(1) : text.strip()).matches();
    }

    private static boolean isAddress(String text, int bits) {
        IpAddress address = IpAddress.parse(text);
        return address != null && (text.indexOf(bits == 32 ? '.' : ':') >= 0);
    }

    private static boolean isUri(String text) {
        try {
            Uri.parse(text);
            return text.indexOf('\\') < 0;
        } catch (BuiltinException invalid) {
            return false;
        }
    }

    // Braces must not nest.
    private static boolean isTemplate(String text) {
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open = c == '{' || (open && c != '}');
        }
        return !open;
    }
}
