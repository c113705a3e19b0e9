package dev.agenticframework.rego.source;

/// A position in a source: the row and the column count from 1, the column in code points. The text at the position
/// goes from `offset` to `end`.
public record Location(SourceText source, int offset, int end, int row, int col) implements Comparable<Location> {
    public static final Location NONE = new Location(SourceText.NONE, 0, 0, 0, 0);

    public String file() {
        return source.file();
    }

    public String text() {
        return source.text().substring(offset, Math.max(offset, end));
    }

    public Location endingAt(int newEnd) {
        return new Location(source, offset, newEnd, row, col);
    }

    public boolean isKnown() {
        return row > 0;
    }

    @Override
    public int compareTo(Location other) {
        int byFile = file().compareTo(other.file());
        if (byFile != 0) {
            return byFile;
        }
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(col, other.col);
    }

    /// `file:row`, or `row:col` if the source has no name.
    @Override
    public String toString() {
        return file().isEmpty() ? row + ":" + col : file() + ":" + row;
    }
}
