package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `uuid.*`, according to RFC 4122.
public final class UuidBuiltins {
    private static final Pattern PLAIN = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern DASHED =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final long TICKS_TO_1970 = 0x01b21dd213814000L;
    private static final int NANOS_A_TICK = 100;

    private UuidBuiltins() {}

    private record RandomKey(Value operand) {}

    public static void register(BuiltinTable table) {
        table.function(
                "uuid.rfc4122",
                (context, operands) -> context.memo(new RandomKey(operands[0]), () -> random(context.random())));
        table.function("uuid.parse", (_, operands) -> parse(Operands.string(operands, 0)));
    }

    private static Value random(Random random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return StringValue.of(new java.util.UUID(high, low).toString());
    }

    private static @Nullable Value parse(String text) {
        String digits = digits(text);
        return digits == null ? null : describe(HexFormat.of().parseHex(digits));
    }

    private static @Nullable String digits(String text) {
        String bare = text;
        if (text.length() == 45 && text.regionMatches(true, 0, "urn:uuid:", 0, 9)) {
            bare = text.substring(9);
        } else if (text.length() == 38) {
            bare = text.substring(1, 37);
        }
        if (DASHED.matcher(bare).matches()
                || (bare.length() == text.length() && PLAIN.matcher(bare).matches())) {
            return bare.replace("-", "");
        }
        return null;
    }

    private static Value describe(byte[] bytes) {
        int version = (bytes[6] & 0xf0) >> 4;
        ObjectValue.Builder parts = ObjectValue.builder()
                .put("version", NumberValue.of(version))
                .put("variant", StringValue.of(variant(bytes[8] & 0xff)));
        if (version == 1 || version == 2) {
            byte[] node = java.util.Arrays.copyOfRange(bytes, 10, 16);
            parts.put("time", NumberValue.of(time(bytes)))
                    .put("nodeid", StringValue.of(HexFormat.ofDelimiter("-").formatHex(node)))
                    .put("macvariables", StringValue.of(macVariables(node[0])))
                    .put("clocksequence", NumberValue.of(number(bytes, 8, 2) & 0x3fff));
        }
        if (version == 2) {
            parts.put("id", NumberValue.of(number(bytes, 0, 4))).put("domain", StringValue.of(domain(bytes[9])));
        }
        return parts.build();
    }

    private static String variant(int octet) {
        if ((octet & 0xc0) == 0x80) {
            return "RFC4122";
        }
        if ((octet & 0xe0) == 0xc0) {
            return "Microsoft";
        }
        return (octet & 0xe0) == 0xe0 ? "Future" : "Reserved";
    }

    private static long time(byte[] bytes) {
        long ticks = number(bytes, 0, 4) | (number(bytes, 4, 2) << 32) | ((number(bytes, 6, 2) & 0xfff) << 48);
        return (ticks - TICKS_TO_1970) * NANOS_A_TICK;
    }

    private static long number(byte[] bytes, int start, int count) {
        long number = 0;
        for (int i = start; i < start + count; i++) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }

    private static String macVariables(byte first) {
        String scope = (first & 2) != 0 ? "local" : "global";
        return scope + ((first & 1) != 0 ? ":multicast" : ":unicast");
    }

    private static String domain(byte octet) {
        return switch (octet) {
            case 0 -> "Person";
            case 1 -> "Group";
            case 2 -> "Org";
            default -> "Domain" + (octet & 0xff);
        };
    }
}
