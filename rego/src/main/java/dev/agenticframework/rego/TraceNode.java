package dev.agenticframework.rego;

/// An expression or a rule that an event is about. Of one identity for all events of one piece of code.
///
/// @param text the expression as written, on one line, or the rule's reference
record TraceNode(Location at, String text) {}
