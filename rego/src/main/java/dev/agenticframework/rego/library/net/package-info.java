/// Networks and requests: IP addresses and CIDR blocks, HTTP, and signatures for AWS.
///
/// Only `http.send` and `net.lookup_ip_addr` reach the network, and only when the caller of the query allows the
/// function and the host. All others compute.
@NullMarked
package dev.agenticframework.rego.library.net;

import org.jspecify.annotations.NullMarked;
