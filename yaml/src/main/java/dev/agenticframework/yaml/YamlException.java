package dev.agenticframework.yaml;

/// A document that is not YAML, or exceeds the bounds. The message says what is wrong in which column of the line.
public final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MAX_PROBLEM_CHARS = 200;

    private final transient Place place;

    /// @param problem may quote the document
    YamlException(Place place, String problem) {
        super(place.column() > 0 ? shown(problem) + " (column " + place.column() + ")" : shown(problem));
        this.place = place;
    }

    private static String shown(String problem) {
        String clean = problem.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > MAX_PROBLEM_CHARS ? clean.substring(0, MAX_PROBLEM_CHARS) + "..." : clean;
    }

    /// Where the problem is.
    public Place place() {
        return place;
    }
}
