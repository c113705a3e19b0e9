package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.source.Location;

/// An expression or a rule that an event is about. Of one identity for all events of one piece of code.
///
/// @param text the expression as written, on one line, or the rule's reference
public record TraceNode(Location at, String text) {}
