package dev.agenticframework.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads documents that nobody has checked: bounded in size, depth and values, and only plain data.
public final class YamlReader {

    /// The most characters of all documents of a file.
    public static final int MAX_CHARS = 1 << 20;
    /// The most values, before and after aliases are followed: a few aliases of aliases make billions.
    public static final int MAX_VALUES = 100_000;
    /// The deepest nesting.
    public static final int MAX_DEPTH = 64;

    private static final String MERGE_KEY = "<<";
    /// The tags of plain data.
    private static final Set<Tag> PLAIN = Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final String file;
    private final Dialect dialect;
    private int values;

    private YamlReader(String file, Dialect dialect) {
        this.file = file;
        this.dialect = dialect;
    }

    /// The documents of a file, without the empty ones.
    ///
    /// @param file its path, for places
    public static List<YamlValue> readAll(String file, String text, Dialect dialect) throws YamlException {
        return readAll(file, text, dialect, _ -> {});
    }

    /// The documents of a file, without the empty ones.
    ///
    /// @param file its path, for places
    /// @param work receives the number of keys and values that were read, also when the file cannot be read
    public static List<YamlValue> readAll(String file, String text, Dialect dialect, IntConsumer work)
            throws YamlException {
        if (text.length() > MAX_CHARS) {
            throw new YamlException(
                    new Place(file, 1), "the file has " + text.length() + " characters, more than " + MAX_CHARS);
        }
        return new YamlReader(file, dialect).documents(text, work);
    }

    /// The only document of a file in a format of our own, that is, in [Dialect#STRICT]; empty when there is
    /// nothing in it.
    ///
    /// @param file its path, for places
    public static Optional<YamlValue> read(String file, String text) throws YamlException {
        return read(file, text, Dialect.STRICT);
    }

    /// The only document of a file; empty when there is nothing in it.
    ///
    /// @param file its path, for places
    public static Optional<YamlValue> read(String file, String text, Dialect dialect) throws YamlException {
        var documents = readAll(file, text, dialect);
        if (documents.size() > 1) {
            throw new YamlException(documents.get(1).place(), "a second document, where one is expected");
        }
        return documents.stream().findFirst();
    }

    private List<YamlValue> documents(String text, IntConsumer work) throws YamlException {
        var builder = LoadSettings.builder();
        if (dialect == Dialect.RUBY) {
            builder.setSchema(new RubyScalars());
        }
        var settings = builder.setLabel(file)
                .setAllowDuplicateKeys(dialect != Dialect.STRICT)
                .setMaxAliasesForCollections(MAX_VALUES)
                .setCodePointLimit(MAX_CHARS)
                .build();
        var documents = new ArrayList<YamlValue>();
        var events = new BoundedParser(new ParserImpl(settings, new StreamReader(settings, text)), MAX_VALUES);
        try {
            var nodes = new Composer(settings, events);
            while (nodes.hasNext()) {
                var value = value(nodes.next(), 0);
                if (!(value instanceof YamlValue.Scalar scalar) || scalar.kind() != YamlValue.Kind.NULL) {
                    documents.add(value);
                }
            }
        } catch (MarkedYamlEngineException e) {
            throw new YamlException(place(e.getProblemMark()), oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new YamlException(new Place(file, 1), oneLine(e.getMessage()));
        } catch (StackOverflowError e) {
            throw new YamlException(new Place(file, 1), "nested too deeply");
        } finally {
            work.accept(events.count());
        }
        return documents;
    }

    private static String oneLine(@Nullable String problem) {
        return problem == null ? "not YAML" : problem.replaceAll("\\s+", " ").strip();
    }

    private YamlValue value(Node node, int depth) throws YamlException {
        var place = place(node.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new YamlException(place, "nested more than " + MAX_DEPTH + " levels deep");
        }
        if (++values > MAX_VALUES) {
            throw new YamlException(place, "more than " + MAX_VALUES + " values");
        }
        if (dialect == Dialect.STRICT && !PLAIN.contains(node.getTag())) {
            throw new YamlException(place, "the tag '" + node.getTag().getValue() + "' is not supported");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, place);
            case SequenceNode sequence -> {
                var items = new ArrayList<YamlValue>();
                for (var item : sequence.getValue()) {
                    items.add(value(item, depth + 1));
                }
                yield new YamlValue.Sequence(items, ownTag(node), place);
            }
            case MappingNode mapping -> mapping(mapping, place, depth);
            default -> throw new YamlException(place, "an unknown kind of value");
        };
    }

    private YamlValue.Mapping mapping(MappingNode node, Place place, int depth) throws YamlException {
        var own = new LinkedHashMap<String, YamlValue>();
        var keys = new LinkedHashMap<String, Place>();
        var merged = new ArrayList<YamlValue.Mapping>();
        for (var entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(place(entry.getKeyNode().getStartMark()), "a key that is not a text");
            }
            var value = value(entry.getValueNode(), depth + 1);
            if (dialect == Dialect.STRICT && own.containsKey(key.getValue())) {
                throw new YamlException(place(key.getStartMark()), "the key '" + key.getValue() + "' is repeated");
            }
            if (key.getValue().equals(MERGE_KEY) && key.getScalarStyle() == ScalarStyle.PLAIN) {
                if (dialect == Dialect.RUBY) {
                    mergeable(value).reversed().forEach(other -> {
                        own.putAll(other.entries());
                        keys.putAll(other.keys());
                    });
                } else {
                    merged.addAll(mergeable(value));
                }
            } else {
                own.put(key.getValue(), value);
                keys.put(key.getValue(), place(key.getStartMark()));
            }
        }
        for (var other : merged) {
            other.entries().forEach(own::putIfAbsent);
            other.keys().forEach(keys::putIfAbsent);
        }
        return new YamlValue.Mapping(
                Collections.unmodifiableMap(own), Collections.unmodifiableMap(keys), ownTag(node), place);
    }

    private static List<YamlValue.Mapping> mergeable(YamlValue value) throws YamlException {
        return switch (value) {
            case YamlValue.Mapping mapping -> List.of(mapping);
            case YamlValue.Sequence sequence -> {
                var all = new ArrayList<YamlValue.Mapping>();
                for (var item : sequence.items()) {
                    all.addAll(mergeable(item));
                }
                yield all;
            }
            case YamlValue.Scalar scalar ->
                throw new YamlException(scalar.place(), "'<<' needs a mapping or a list of mappings");
        };
    }

    private YamlValue.Scalar scalar(ScalarNode node, Place place) {
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && dialect == Dialect.RUBY) {
            var ruby = RubyScalars.value(node.getValue());
            if (ruby.tag().equals(node.getTag())) {
                return new YamlValue.Scalar(ruby.text(), kind(ruby.tag(), ruby.text()), ownTag(node), place);
            }
        }
        var kind = plain ? kind(node.getTag(), node.getValue()) : YamlValue.Kind.TEXT;
        return new YamlValue.Scalar(node.getValue(), kind, ownTag(node), place);
    }

    private YamlValue.Kind kind(Tag tag, String text) {
        if (tag.equals(Tag.NULL) || text.isEmpty() || text.equals("~")) {
            return YamlValue.Kind.NULL;
        } else if (tag.equals(Tag.INT)) {
            return YamlValue.Kind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            return YamlValue.Kind.DECIMAL;
        } else if (tag.equals(Tag.BOOL) || (dialect == Dialect.LENIENT && text.matches("(?i)yes|no|on|off"))) {
            return YamlValue.Kind.BOOLEAN;
        }
        return YamlValue.Kind.TEXT;
    }

    private static String ownTag(Node node) {
        var tag = node.getTag().getValue();
        return tag.startsWith("!") ? tag : "";
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Place(file, 1));
    }
}
