package dev.agenticframework.yaml;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/// Ends the reading of a file with too many values before they are all in memory.
final class BoundedParser implements Parser {

    private final Parser parser;
    private final int maxValues;
    private int values;

    BoundedParser(Parser parser, int maxValues) {
        this.parser = parser;
        this.maxValues = maxValues;
    }

    /// The number of keys and values so far.
    int count() {
        return values;
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return parser.checkEvent(id);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event next() {
        var event = parser.next();
        switch (event.getEventId()) {
            // A key is a scalar too, but no value.
            case Scalar, SequenceStart, MappingStart, Alias -> values++;
            default -> {}
        }
        if (values > 2 * maxValues) {
            throw new ParserException("more than " + maxValues + " values", event.getStartMark());
        }
        return event;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }
}
