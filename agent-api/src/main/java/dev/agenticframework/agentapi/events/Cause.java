package dev.agenticframework.agentapi.events;

/// Why something failed.
///
/// @param errorCode stable
/// @param error what went wrong, for people
/// @param remedy what to do about it
public record Cause(String errorCode, String error, String remedy) implements SharedFields {}
