package dev.agenticframework.agentapi.connect;

import java.nio.file.Path;

/// The space that one kind of data takes.
///
/// @param kind such as `builds`
/// @param path where the data are
/// @param bytes their size
/// @param count how many there are, such as the number of builds
/// @param kept how long or how much of it is kept, as a sentence for people
public record DiskUse(String kind, Path path, long bytes, long count, String kept) {}
