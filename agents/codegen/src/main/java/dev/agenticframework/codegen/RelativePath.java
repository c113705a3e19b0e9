package dev.agenticframework.codegen;

import java.util.ArrayList;
import java.util.List;

/// A path inside a tree, with `/` between its parts, that cannot lead out of the tree or into its Git folder.
record RelativePath(String value) {
    static final int MAX_CHARS = 400;
    static final int MAX_DEPTH = 32;
    private static final int MAX_PART_BYTES = 255;

    RelativePath {
        String fault = fault(value);
        if (fault != null) {
            throw TemplateException.render(
                    "path",
                    "the path '" + printable(value) + "' " + fault + ".",
                    "Use a relative path of plain names.");
        }
    }

    /// Reads a path and drops `.` and empty parts: `./a//b/` becomes `a/b`.
    static RelativePath of(String text) {
        List<String> kept = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                kept.add(part);
            }
        }
        return new RelativePath(text.startsWith("/") ? text : String.join("/", kept));
    }

    private static @org.jspecify.annotations.Nullable String fault(String value) {
        if (value.isEmpty() || value.startsWith("/")) {
            return "is not relative";
        }
        if (value.length() > MAX_CHARS) {
            return "is longer than " + MAX_CHARS + " characters";
        }
        String[] parts = value.split("/", -1);
        if (parts.length > MAX_DEPTH) {
            return "has more than " + MAX_DEPTH + " folders";
        }
        for (String part : parts) {
            String fault = partFault(part);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @org.jspecify.annotations.Nullable String partFault(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            return "leads out of its folder";
        }
        if (part.equalsIgnoreCase(".git")) {
            return "is inside a Git folder";
        }
        if (part.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_PART_BYTES) {
            return "has a name longer than " + MAX_PART_BYTES + " bytes";
        }
        if (part.chars()
                .anyMatch(c -> c < ' ' || c == 127 || c == '\\' || c == ':' || Character.isSurrogate((char) c))) {
            return "has a character that some systems do not allow in file names";
        }
        return null;
    }

    private static String printable(String value) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
