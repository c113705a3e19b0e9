package dev.agenticframework.app.configuration;

import dev.agenticframework.yaml.Place;

/// A mistake in `agentic.yaml`.
///
/// @param message a sentence about what is wrong
/// @param remedy a sentence about how to fix it
public record Problem(Place place, String message, String remedy) {
    @Override
    public String toString() {
        return place + ": " + message + " " + remedy;
    }
}
