package dev.agenticframework.httpapi.wire;

import java.util.List;
import java.util.Optional;

@Described("Lines of a log.")
public record Lines(
        @Described("Oldest first.") List<String> lines,

        @Described("The value of 'after' for the lines that follow.")
        Optional<Integer> next) {}
