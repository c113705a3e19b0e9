package dev.agenticframework.rego.value;

import dev.agenticframework.rego.text.GoFloat;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads YAML as the equivalent JSON: keys are strings; plain scalars are null, booleans, numbers or strings.
public final class YamlText {
    private static final int MAX_ALIASES = 1_000;
    private static final int MAX_CODE_POINTS = 50_000_000;

    /// The number of values after expanding aliases. A text with more is considered an attack.
    private static final int MAX_NODES = 10_000_000;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0o?[0-7_]+");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?");

    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_CODE_POINTS)
            .build();

    private static final Set<Tag> TYPED = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private int nodes;

    private YamlText() {}

    /// The text is not YAML, or has no equivalent in JSON.
    public static final class InvalidYaml extends RuntimeException {
        InvalidYaml(String message) {
            super(message);
        }
    }

    /// Parses the first document. An empty text is null.
    ///
    /// @throws InvalidYaml when the text is not YAML
    public static Value parse(String text) {
        try {
            // Text after the first document is ignored.
            Iterator<Node> documents =
                    new Compose(SETTINGS).composeAllFromString(text).iterator();
            return documents.hasNext() ? new YamlText().value(documents.next()) : NullValue.NULL;
        } catch (MarkedYamlEngineException invalid) {
            throw new InvalidYaml(message(invalid));
        } catch (YamlEngineException invalid) {
            throw new InvalidYaml("yaml: " + invalid.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw new InvalidYaml("yaml: nested too deeply");
        }
    }

    // The message of the YAML library that the reference implementation uses.
    private static String message(MarkedYamlEngineException invalid) {
        String problem = String.valueOf(invalid.getProblem());
        int got = problem.indexOf(", but ");
        String what = problem.startsWith("expected ")
                ? "did not find " + (got < 0 ? problem : problem.substring(0, got))
                : problem;
        String line = invalid.getProblemMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                .orElse("");
        return "yaml: " + line + what;
    }

    private Value value(Node node) {
        if (++nodes > MAX_NODES) {
            throw new InvalidYaml("yaml: document contains excessive aliasing");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping);
            case SequenceNode sequence -> array(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new InvalidYaml("yaml: unknown node");
        };
    }

    private Value array(SequenceNode sequence) {
        List<Value> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(value(item)));
        return ArrayValue.of(items);
    }

    private Value object(MappingNode mapping) {
        ObjectValue.Builder entries = ObjectValue.builder();
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                merge(entries, value(entry.getValueNode()));
            }
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!isMerge(entry.getKeyNode())) {
                entries.put(key(value(entry.getKeyNode())), value(entry.getValueNode()));
            }
        }
        return entries.build();
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getValue().equals("<<")
                && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private static void merge(ObjectValue.Builder entries, Value merged) {
        switch (merged) {
            case ObjectValue object -> {
                for (int i = 0; i < object.size(); i++) {
                    if (entries.get(object.keyAt(i)) == null) {
                        entries.put(object.keyAt(i), object.valueAt(i));
                    }
                }
            }
            case ArrayValue array -> array.forEach(item -> merge(entries, item));
            default -> throw new InvalidYaml("yaml: map merge requires map or sequence of maps as the value");
        }
    }

    private static StringValue key(Value key) {
        return switch (key) {
            case StringValue text -> text;
            case NumberValue _, BooleanValue _ -> StringValue.of(key.toString());
            default -> throw new InvalidYaml("yaml: a key must be a string, a number or a boolean");
        };
    }

    private static Value scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        boolean typed =
                isTagged(scalar) ? TYPED.contains(scalar.getTag()) : scalar.getScalarStyle() == ScalarStyle.PLAIN;
        return typed ? plain(text) : StringValue.of(text);
    }

    // The parser tags every scalar. An explicit tag starts the scalar.
    private static boolean isTagged(ScalarNode scalar) {
        return scalar.getStartMark()
                .map(mark -> mark.getBuffer()[mark.getPointer()] == '!')
                .orElse(false);
    }

    /// Returns the value of a plain scalar.
    static Value plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NullValue.NULL;
            case "true", "True", "TRUE" -> BooleanValue.TRUE;
            case "false", "False", "FALSE" -> BooleanValue.FALSE;
            default -> number(text);
        };
    }

    private static Value number(String text) {
        if (INFINITE.matcher(text).matches()) {
            throw new InvalidYaml("json: unsupported value: " + (text.startsWith("-") ? "-Inf" : "+Inf"));
        }
        char first = text.charAt(0);
        if (first != '-' && first != '+' && first != '.' && !Character.isDigit(first)) {
            return StringValue.of(text);
        }
        String digits = text.replace("_", "");
        if (DECIMAL.matcher(text).matches()) {
            return NumberValue.parse(digits.startsWith("+") ? digits.substring(1) : digits);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(digits, "0x", 16);
        }
        if (BINARY.matcher(text).matches()) {
            return whole(digits, "0b", 2);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(digits, digits.contains("o") ? "0o" : "0", 8);
        }
        return FLOAT.matcher(text).matches() ? floating(digits) : StringValue.of(text);
    }

    private static Value whole(String digits, String prefix, int base) {
        return NumberValue.of(new java.math.BigInteger(digits.replaceFirst(prefix, ""), base));
    }

    private static Value floating(String digits) {
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw new InvalidYaml("yaml: number out of range");
        }
        if (value == 0) {
            return NumberValue.ZERO;
        }
        return NumberValue.parse(GoFloat.json(value));
    }
}
