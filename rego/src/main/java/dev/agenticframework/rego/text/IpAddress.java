package dev.agenticframework.rego.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An IP address, parsed without a name lookup.
///
/// @param number the address as a number of 32 or 128 bits
/// @param bits 32 or 128
public record IpAddress(BigInteger number, int bits) {
    private static final BigInteger MAPPED_PREFIX = BigInteger.valueOf(0xffff).shiftLeft(32);
    private static final int GROUPS = 8;

    /// Parses an address. Returns null for other texts. An IPv4 address mapped to IPv6 is the IPv4 address.
    public static @Nullable IpAddress parse(String text) {
        BigInteger four = text.indexOf(':') < 0 ? parseFour(text) : null;
        if (four != null) {
            return new IpAddress(four, 32);
        }
        BigInteger six = text.indexOf(':') < 0 ? null : parseSix(text);
        if (six == null) {
            return null;
        }
        return six.shiftRight(32).equals(BigInteger.valueOf(0xffff))
                ? new IpAddress(six.subtract(MAPPED_PREFIX), 32)
                : new IpAddress(six, 128);
    }

    private static @Nullable BigInteger parseFour(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        long number = 0;
        for (String part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return null;
            }
            number = (number << 8) | Integer.parseInt(part);
        }
        return BigInteger.valueOf(number);
    }

    private static @Nullable BigInteger parseSix(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Integer> groups = groups(text);
            return groups != null && groups.size() == GROUPS ? join(groups, List.of()) : null;
        }
        List<Integer> head = groups(text.substring(0, gap));
        List<Integer> tail = groups(text.substring(gap + 2));
        if (head == null || tail == null || head.size() + tail.size() >= GROUPS) {
            return null;
        }
        return join(head, tail);
    }

    private static @Nullable List<Integer> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            BigInteger four = i == parts.length - 1 && parts[i].indexOf('.') >= 0 ? parseFour(parts[i]) : null;
            if (four != null) {
                groups.add(four.shiftRight(16).intValue());
                groups.add(four.intValue() & 0xffff);
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return null;
            }
        }
        return groups;
    }

    private static BigInteger join(List<Integer> head, List<Integer> tail) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < GROUPS; i++) {
            int fromEnd = i - (GROUPS - tail.size());
            int group = i < head.size() ? head.get(i) : fromEnd >= 0 ? tail.get(fromEnd) : 0;
            number = number.shiftLeft(16).or(BigInteger.valueOf(group));
        }
        return number;
    }

    /// Returns the canonical form (RFC 5952).
    @Override
    public String toString() {
        return bits == 32 ? fourText() : sixText();
    }

    private String fourText() {
        long value = number.longValue();
        return (value >> 24) + "." + ((value >> 16) & 255) + "." + ((value >> 8) & 255) + "." + (value & 255);
    }

    private String sixText() {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = number.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xffff;
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > gapLength) {
                gapStart = i;
                gapLength = run;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                out.append("::");
                i += gapLength - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
