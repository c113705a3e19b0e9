package dev.agenticframework.yaml;

/// Where something is written.
///
/// @param file the path of the file
/// @param line counted from 1
/// @param column counted from 1; 0 stands for the whole line
public record Place(String file, int line, int column) {

    /// The place of a whole line.
    public Place(String file, int line) {
        this(file, line, 0);
    }

    /// The file and the line, such as `service.yaml:7`.
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
