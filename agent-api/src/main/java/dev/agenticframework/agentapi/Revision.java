package dev.agenticframework.agentapi;

/// A commit in a repository. It can be stored and read again later: it names the connection, and does not hold it.
///
/// @param source the connection of the [SourceControl]
/// @param repository the id of the repository
/// @param commit the commit id
public record Revision(String source, String repository, String commit) {}
