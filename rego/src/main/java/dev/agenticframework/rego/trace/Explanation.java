package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Records an evaluation: the rules entered, the expressions evaluated, and those that did not hold.
public final class Explanation implements Tracer {
    /// Further events are dropped.
    private static final int MAX_EVENTS = 1_000_000;

    private final List<Event> events = new ArrayList<>();
    private int depth;

    /// Creates an explanation without events.
    public Explanation() {}

    /// The kind of an event.
    public enum Kind {
        ENTER("Enter"),
        EVAL("Eval"),
        FAIL("Fail"),
        EXIT("Exit"),
        REDO("Redo"),
        NOTE("Note");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /// One event.
    ///
    /// @param depth the number of enclosing rules
    /// @param text the expression or rule
    /// @param locals the values of variables at the time, by name
    public record Event(Kind kind, int depth, String file, int row, String text, Map<String, Value> locals) {
        public Event {
            locals = Map.copyOf(locals);
        }
    }

    /// Which events to show.
    public enum Detail {
        FULL,
        NOTES,
        FAILS
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /// Adds a note of the policy itself, from `trace`.
    public void note(String message) {
        if (events.size() < MAX_EVENTS) {
            events.add(new Event(Kind.NOTE, depth, "note", 0, message, Map.of()));
        }
    }

    /// Formats the events, one per line, indented by depth.
    public String text(Detail detail) {
        List<Event> shown = events.stream()
                .filter(event -> switch (detail) {
                    case FULL -> true;
                    case NOTES -> event.kind() == Kind.NOTE;
                    case FAILS -> event.kind() == Kind.FAIL || event.kind() == Kind.NOTE;
                })
                .toList();
        int width =
                shown.stream().mapToInt(event -> place(event).length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (Event event : shown) {
            String place = place(event);
            out.append(place).append(" ".repeat(width - place.length() + 1));
            out.append("| ".repeat(event.depth())).append(event.kind().label).append(' ');
            out.append(event.kind() == Kind.NOTE ? '"' + event.text() + '"' : event.text());
            out.append('\n');
        }
        return out.toString();
    }

    private static String place(Event event) {
        if (event.kind() == Kind.NOTE) {
            return "note";
        }
        return (event.file().isEmpty() ? "query" : event.file()) + ":" + event.row();
    }

    private void add(Kind kind, TraceNode node, Map<String, Value> locals) {
        if (events.size() < MAX_EVENTS) {
            events.add(new Event(kind, depth, node.at().file(), node.at().row(), node.text(), locals));
        }
    }

    @Override
    public void enter(TraceNode rule) {
        add(Kind.ENTER, rule, Map.of());
        depth++;
    }

    @Override
    public void exit(TraceNode rule) {
        add(Kind.EXIT, rule, Map.of());
    }

    @Override
    public void leave(TraceNode rule) {
        depth--;
    }

    @Override
    public void eval(TraceNode expression, Supplier<Map<String, Value>> locals) {
        add(Kind.EVAL, expression, locals.get());
    }

    @Override
    public void fail(TraceNode expression, Supplier<Map<String, Value>> locals) {
        add(Kind.FAIL, expression, locals.get());
    }

    @Override
    public void redo(TraceNode expression) {
        add(Kind.REDO, expression, Map.of());
    }
}
