/// How platforms plug in: a [Connector][dev.agenticframework.agentapi.connect.Connector] opens
/// [connections][dev.agenticframework.agentapi.connect.Connection], which offer adapters for the ports
/// of `dev.agenticframework.agentapi`.
@NullMarked
package dev.agenticframework.agentapi.connect;

import org.jspecify.annotations.NullMarked;
