package dev.agenticframework.yaml;

/// Where something is written.
///
/// @param file the path of the file
/// @param line counted from 1
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
