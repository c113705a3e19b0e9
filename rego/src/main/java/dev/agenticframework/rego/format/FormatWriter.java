package dev.agenticframework.rego.format;

import dev.agenticframework.rego.syntax.Comment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The lines of formatted Rego, with indentation and comments.
final class FormatWriter {
    private final StringBuilder out = new StringBuilder();
    private final Deque<Comment> comments;
    private String behind = "";
    private boolean delayed;
    private boolean inLine;
    private int level;

    FormatWriter(List<Comment> comments) {
        this.comments = new ArrayDeque<>(comments);
    }

    void write(String text) {
        out.append(text);
    }

    void indent() {
        level++;
    }

    void outdent() {
        level--;
    }

    void startLine() {
        inLine = true;
        out.append("\t".repeat(level));
    }

    void ensureLine() {
        if (!inLine) {
            startLine();
        }
    }

    boolean isAtLineStart() {
        return !inLine;
    }

    void endLine() {
        inLine = false;
        if (!behind.isEmpty() && !delayed) {
            out.append(' ').append(behind);
            behind = "";
        }
        delayed = false;
        out.append('\n');
    }

    void blankLine() {
        if (inLine) {
            endLine();
        }
        out.append('\n');
    }

    /// Starts a bracketed list over several lines. A comment after the bracket moves to the first element.
    void startList() {
        delayed = !behind.isEmpty();
        endLine();
        indent();
        startLine();
    }

    /// Writes the comments above a row, and keeps the comment of the row for the end of the line.
    void comments(int row) {
        commentsAbove(row);
        if (!comments.isEmpty() && comments.getFirst().at().row() == row) {
            String text = "#" + comments.removeFirst().text().stripTrailing();
            behind = behind.isEmpty() ? text : behind + " " + text;
        }
    }

    void commentsAbove(int row) {
        Comment last = null;
        while (!comments.isEmpty() && comments.getFirst().at().row() < row) {
            Comment comment = comments.removeFirst();
            boolean apart = last != null && comment.at().row() - last.at().row() > 1;
            boolean nextBlock = last != null && comment.startsMetadata();
            if (apart || nextBlock) {
                blankLine();
            }
            ensureLine();
            write("#" + comment.text().stripTrailing());
            endLine();
            last = comment;
        }
        if (last != null && row - last.at().row() > 1 && row != Integer.MAX_VALUE) {
            blankLine();
        }
    }

    /// Takes the comment of a row out of order, for lines that change places.
    void commentBehind(int row) {
        for (Comment comment : comments) {
            if (comment.at().row() == row) {
                comments.remove(comment);
                write(" #" + comment.text().stripTrailing());
                return;
            }
        }
    }

    /// Returns the text, with one line break at the end.
    String finish() {
        comments(Integer.MAX_VALUE);
        return out.toString().stripTrailing() + "\n";
    }
}
