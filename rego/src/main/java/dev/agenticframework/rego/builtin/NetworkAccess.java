package dev.agenticframework.rego.builtin;

import java.util.Set;

/// The built-ins that may reach the network, and the hosts that they may reach. Everything else is forbidden.
///
/// @param builtins names such as `http.send`
/// @param hosts host names or literal addresses, spelled as in requests
public record NetworkAccess(Set<String> builtins, Set<String> hosts) {
    public static final NetworkAccess NONE = new NetworkAccess(Set.of(), Set.of());

    public NetworkAccess {
        builtins = Set.copyOf(builtins);
        hosts = Set.copyOf(hosts);
    }

    public void require(String builtin, String host) {
        if (!builtins.contains(builtin)) {
            throw BuiltinException.failure("network access is not enabled for " + builtin);
        }
        if (!hosts.contains(host)) {
            throw BuiltinException.failure("unallowed host: " + host);
        }
    }
}
