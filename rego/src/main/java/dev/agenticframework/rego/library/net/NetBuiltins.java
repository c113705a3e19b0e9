package dev.agenticframework.rego.library.net;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.text.IpAddress;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/// `net.*`: address blocks, and name lookups when they are allowed.
public final class NetBuiltins {
    /// Larger blocks are not expanded.
    private static final int MAX_EXPANDED = 1 << 20;

    private NetBuiltins() {}

    private record LookupKey(String name) {}

    public static void register(BuiltinTable table) {
        table.function("net.cidr_contains", (_, operands) -> BooleanValue.of(contains(operands[0], operands[1])));
        table.function("net.cidr_overlap", (_, operands) -> BooleanValue.of(contains(operands[0], operands[1])));
        table.function("net.cidr_contains_matches", (_, operands) -> containsMatches(operands));
        table.function(
                "net.cidr_intersects",
                (_, operands) -> BooleanValue.of(network(operands[0]).intersects(network(operands[1]))));
        table.function("net.cidr_expand", (context, operands) -> expand(context, network(operands[0])));
        table.function("net.cidr_is_valid", (_, operands) -> BooleanValue.of(isValid(operands[0])));
        table.function("net.cidr_merge", (_, operands) -> merge(operands[0]));
        table.function("net.lookup_ip_addr", NetBuiltins::lookup);
    }

    private static IpNetwork network(Value value) {
        return IpNetwork.parse(Operands.stringValue(value, 0).text());
    }

    private static boolean isValid(Value value) {
        if (!(value instanceof StringValue text)) {
            return false;
        }
        try {
            IpNetwork.parse(text.text());
            return true;
        } catch (BuiltinException invalid) {
            return false;
        }
    }

    private static boolean contains(Value cidr, Value addressOrCidr) {
        IpNetwork outer = network(cidr);
        String text = Operands.stringValue(addressOrCidr, 0).text();
        IpAddress address = IpAddress.parse(text);
        if (address != null) {
            return outer.contains(address);
        }
        try {
            return outer.contains(IpNetwork.parse(text));
        } catch (BuiltinException invalid) {
            throw BuiltinException.failure("not a valid textual representation of an IP address or CIDR: " + text);
        }
    }

    private static Value containsMatches(Value[] operands) {
        SetValue.Builder matches = SetValue.builder();
        eachBlock(
                1,
                operands[0],
                (outer, outerKey) -> eachBlock(2, operands[1], (inner, innerKey) -> {
                    if (contains(outer, inner)) {
                        matches.add(ArrayValue.of(outerKey, innerKey));
                    }
                }));
        return matches.build();
    }

    private static void eachBlock(int position, Value blocks, BiConsumer<Value, Value> visitor) {
        switch (blocks) {
            case StringValue text -> visitor.accept(text, text);
            case ArrayValue array -> {
                for (int i = 0; i < array.size(); i++) {
                    visitor.accept(block(position, array.get(i)), NumberValue.of(i));
                }
            }
            case SetValue set -> set.forEach(element -> visitor.accept(block(position, element), element));
            case ObjectValue object -> {
                for (int i = 0; i < object.size(); i++) {
                    visitor.accept(block(position, object.valueAt(i)), object.keyAt(i));
                }
            }
            default -> {}
        }
    }

    private static Value block(int position, Value element) {
        return switch (element) {
            case StringValue text -> text;
            case ArrayValue array when array.size() > 0 -> array.get(0);
            default ->
                throw BuiltinException.failure("operand " + position + ": element must be string or non-empty array");
        };
    }

    private static Value expand(BuiltinContext context, IpNetwork network) {
        if (network.size().bitLength() > 31 || network.size().intValue() > MAX_EXPANDED) {
            throw BuiltinException.failure("block has more than " + MAX_EXPANDED + " addresses");
        }
        SetValue.Builder addresses = new SetValue.Builder(network.size().intValue());
        BigInteger number = network.first().number();
        for (int i = 0; i < network.size().intValue(); i++) {
            if (context.isCancelled()) {
                throw BuiltinException.cancelled("net.cidr_expand: timed out before generating all IP addresses");
            }
            addresses.add(StringValue.of(new IpAddress(number, network.first().bits()).toString()));
            number = number.add(BigInteger.ONE);
        }
        return addresses.build();
    }

    private record Range(BigInteger first, BigInteger last, int bits) {}

    private static Value merge(Value operand) {
        List<Range> ranges = new ArrayList<>();
        Iterable<Value> elements = switch (operand) {
            case ArrayValue array -> array;
            case SetValue set -> set;
            default -> throw BuiltinException.failure("operand must be an array");
        };
        elements.forEach(element -> ranges.add(range(element)));
        ranges.sort(Comparator.comparingInt(Range::bits).thenComparing(Range::first));
        SetValue.Builder merged = SetValue.builder();
        Range open = null;
        for (Range range : ranges) {
            boolean joins = open != null
                    && open.bits() == range.bits()
                    && range.first().compareTo(open.last().add(BigInteger.ONE)) <= 0;
            if (open != null && !joins) {
                addBlocks(merged, open);
            }
            open = open != null && joins ? new Range(open.first(), open.last().max(range.last()), open.bits()) : range;
        }
        if (open != null) {
            addBlocks(merged, open);
        }
        return merged.build();
    }

    private static Range range(Value element) {
        if (!(element instanceof StringValue text)) {
            throw BuiltinException.failure("element must be string");
        }
        IpAddress address = IpAddress.parse(text.text());
        if (address != null && address.bits() == 128) {
            throw BuiltinException.failure("IPv6 invalid: needs prefix length");
        }
        IpNetwork network =
                address == null ? IpNetwork.parse(text.text()) : IpNetwork.of(address, classPrefix(address));
        return new Range(
                network.first().number(), network.lastNumber(), network.first().bits());
    }

    // The prefix of the address class, as before CIDR.
    private static int classPrefix(IpAddress address) {
        int first = address.number().shiftRight(24).intValue();
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    private static void addBlocks(SetValue.Builder blocks, Range range) {
        BigInteger start = range.first();
        while (start.compareTo(range.last()) <= 0) {
            int hostBits = start.signum() == 0 ? range.bits() : Math.min(start.getLowestSetBit(), range.bits());
            while (start.add(BigInteger.ONE.shiftLeft(hostBits))
                            .compareTo(range.last().add(BigInteger.ONE))
                    > 0) {
                hostBits--;
            }
            IpAddress first = new IpAddress(start, range.bits());
            blocks.add(StringValue.of(new IpNetwork(first, range.bits() - hostBits).toString()));
            start = start.add(BigInteger.ONE.shiftLeft(hostBits));
        }
    }

    private static Value lookup(BuiltinContext context, Value[] operands) {
        String name = Operands.string(operands, 0);
        IpAddress literal = IpAddress.parse(name);
        if (literal != null) {
            return SetValue.of(StringValue.of(literal.toString()));
        }
        context.network().require("net.lookup_ip_addr", name);
        return context.memo(new LookupKey(name), () -> resolve(name));
    }

    private static Value resolve(String name) {
        try {
            SetValue.Builder addresses = SetValue.builder();
            for (InetAddress address : InetAddress.getAllByName(name)) {
                IpAddress parsed = IpAddress.parse(address.getHostAddress());
                addresses.add(StringValue.of(parsed == null ? address.getHostAddress() : parsed.toString()));
            }
            return addresses.build();
        } catch (UnknownHostException unknown) {
            throw BuiltinException.failure("lookup " + name + ": no such host");
        }
    }
}
