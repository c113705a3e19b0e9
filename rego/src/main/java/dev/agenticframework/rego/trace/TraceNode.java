package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.source.Location;

/// The expression or the rule of an event. All events of one piece of code have the identical node.
///
/// @param text the expression as written, on one line, or the rule's reference
public record TraceNode(Location at, String text) {}
