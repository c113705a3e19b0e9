package dev.agenticframework.agentapi;

import java.util.Optional;

/// What a platform can do, said before anything is planned: a language that it builds, for example.
///
/// @param subject what it is about, such as `python`
/// @param version the version found here; empty when there is none
/// @param obstacle why it does not work here, with what to do about it; empty when it works
public record Offer(String subject, String version, Optional<Failure> obstacle) {

    /// Whether it works.
    public boolean works() {
        return obstacle.isEmpty();
    }
}
