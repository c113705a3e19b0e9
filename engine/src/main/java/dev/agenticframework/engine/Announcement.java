package dev.agenticframework.engine;

/// An event that a task publishes with its result, such as `codegen.completed`. It is stored with the fact, so that
/// neither is lost without the other.
///
/// @param detailType such as `deployment.completed`
/// @param detail a JSON object with keys in snake case; opaque to the engine
public record Announcement(String detailType, String detail) {}
