package dev.agenticframework.host.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a command of others can reach. It always has an empty home and an empty `/tmp`, which nobody else sees.
///
/// @param identity whose command it is, such as `job/orders`: commands with the same identity share a user and the
///     caches of its tools
/// @param writable the folders that it can write to, under the same paths; see [Sandbox#give]
/// @param readable the folders that it can only read, under the same paths
/// @param scratch where its home and its `/tmp` are kept while it runs; empty for a service, which has them in memory,
///     bounded, and needs no caches of tools
public record Confinement(
        String identity, List<Path> writable, List<Path> readable, Optional<Path> scratch, Limits limits) {
    public Confinement {
        writable = List.copyOf(writable);
        readable = List.copyOf(readable);
    }
}
