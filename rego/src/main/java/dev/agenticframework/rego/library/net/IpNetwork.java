package dev.agenticframework.rego.library.net;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.text.IpAddress;
import java.math.BigInteger;

/// A block of addresses in CIDR notation.
///
/// @param first the first address
/// @param prefix the number of leading bits that all addresses share
record IpNetwork(IpAddress first, int prefix) {
    /// Parses a network such as `10.0.0.0/8`.
    ///
    /// @throws BuiltinException when the text is malformed
    static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
        String prefixText = text.substring(slash + 1);
        if (address == null || !prefixText.matches("[0-9]{1,9}") || Integer.parseInt(prefixText) > address.bits()) {
            throw BuiltinException.failure("invalid CIDR address: " + text);
        }
        return of(address, Integer.parseInt(prefixText));
    }

    static IpNetwork of(IpAddress address, int prefix) {
        int hostBits = address.bits() - prefix;
        BigInteger masked = address.number().shiftRight(hostBits).shiftLeft(hostBits);
        return new IpNetwork(new IpAddress(masked, address.bits()), prefix);
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(first.bits() - prefix);
    }

    BigInteger lastNumber() {
        return first.number().add(size()).subtract(BigInteger.ONE);
    }

    boolean contains(IpAddress address) {
        return address.bits() == first.bits()
                && address.number().compareTo(first.number()) >= 0
                && address.number().compareTo(lastNumber()) <= 0;
    }

    boolean contains(IpNetwork other) {
        return contains(other.first) && other.lastNumber().compareTo(lastNumber()) <= 0;
    }

    boolean intersects(IpNetwork other) {
        return contains(other.first) || other.contains(first);
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }
}
