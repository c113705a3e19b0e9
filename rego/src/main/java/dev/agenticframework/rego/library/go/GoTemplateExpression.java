package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One pipeline of a template: an operand, or a function with operands, whose result becomes the last operand of the
/// next function.
final class GoTemplateExpression {
    private static final int MAX_DEPTH = 50;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:\\\\.|[^\"\\\\])*\"|`[^`]*`|[()|]|-?\\d[\\w.+-]*|\\$?\\w*(?:\\.\\w+)+|\\.|\\$\\w*|\\w+)");

    private final List<String> tokens = new ArrayList<>();
    private final Value root;
    private final Value dot;
    private final Map<String, Value> variables;
    private int at;
    private int depth;

    GoTemplateExpression(String text, Value root, Value dot, Map<String, Value> variables) {
        this.root = root;
        this.dot = dot;
        this.variables = variables;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
            if (end == text.length()) {
                break;
            }
        }
        if (!text.substring(end).isBlank() || tokens.isEmpty()) {
            throw BuiltinException.failure(
                    "template: template:1: unexpected " + StringValue.of(text.strip()) + " in command");
        }
    }

    @Nullable
    Value eval() {
        Value result = pipeline();
        if (at < tokens.size()) {
            throw BuiltinException.failure("template: template:1: unexpected " + tokens.get(at) + " in operand");
        }
        return result;
    }

    private @Nullable Value pipeline() {
        if (++depth > MAX_DEPTH) {
            throw BuiltinException.failure("template: expression is nested more than " + MAX_DEPTH + " deep");
        }
        Value result = command(null, false);
        while (at < tokens.size() && tokens.get(at).equals("|")) {
            at++;
            result = command(result, true);
        }
        depth--;
        return result;
    }

    private @Nullable Value command(@Nullable Value piped, boolean isPiped) {
        String first = tokens.get(at);
        boolean isFunction = first.matches("[a-zA-Z]\\w*") && !first.matches("true|false|nil");
        if (!isFunction) {
            return operand();
        }
        at++;
        List<@Nullable Value> arguments = new ArrayList<>();
        while (at < tokens.size()
                && !tokens.get(at).equals("|")
                && !tokens.get(at).equals(")")) {
            arguments.add(operand());
        }
        if (isPiped) {
            arguments.add(piped);
        }
        return GoTemplateFunctions.call(first, arguments);
    }

    private @Nullable Value operand() {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            Value inner = pipeline();
            at++;
            return inner;
        }
        char first = token.charAt(0);
        if (first == '"') {
            return JsonText.parse(token);
        }
        if (first == '`') {
            return StringValue.of(token.substring(1, token.length() - 1));
        }
        if (first == '-' || Character.isDigit(first)) {
            return NumberValue.parse(token);
        }
        return switch (token) {
            case "true" -> BooleanValue.TRUE;
            case "false" -> BooleanValue.FALSE;
            case "nil" -> null;
            case "." -> dot;
            default -> reference(token);
        };
    }

    private @Nullable Value reference(String token) {
        String[] names = token.split("\\.", -1);
        Value current = dot;
        if (token.startsWith("$")) {
            current = names[0].equals("$") ? root : variables.get(names[0]);
            if (current == null) {
                throw BuiltinException.failure("template: template:1: undefined variable " + StringValue.of(names[0]));
            }
        }
        for (int i = 1; i < names.length && current != null; i++) {
            current = current instanceof ObjectValue object ? object.get(names[i]) : null;
        }
        return current;
    }

    static boolean isTrue(@Nullable Value value) {
        return switch (value) {
            case null -> false;
            case NullValue _ -> false;
            case BooleanValue bool -> bool.value();
            case NumberValue number -> !number.equals(NumberValue.ZERO);
            case StringValue text -> !text.text().isEmpty();
            case ArrayValue array -> array.size() > 0;
            case ObjectValue object -> object.size() > 0;
            case SetValue set -> set.size() > 0;
        };
    }

    static void entries(@Nullable Value collection, List<Value> keys, List<Value> values) {
        if (collection instanceof ObjectValue object) {
            for (int i = 0; i < object.size(); i++) {
                keys.add(object.keyAt(i));
                values.add(object.valueAt(i));
            }
            return;
        }
        Iterable<Value> items = switch (collection) {
            case ArrayValue array -> array;
            case SetValue set -> set;
            case null, default -> ArrayValue.EMPTY;
        };
        for (Value item : items) {
            keys.add(NumberValue.of(keys.size()));
            values.add(item);
        }
    }

    /// Returns a value as Go's `%v` prints it.
    static String text(Value value) {
        return switch (value) {
            case StringValue text -> text.text();
            case NullValue _ -> "<undefined>";
            case ArrayValue array -> "[" + joined(array) + "]";
            case SetValue set -> "[" + joined(set) + "]";
            case ObjectValue object -> {
                List<String> entries = new ArrayList<>();
                for (int i = 0; i < object.size(); i++) {
                    entries.add(text(object.keyAt(i)) + ":" + text(object.valueAt(i)));
                }
                yield "map[" + String.join(" ", entries) + "]";
            }
            default -> value.toString();
        };
    }

    private static String joined(Iterable<Value> items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(text(item)));
        return String.join(" ", texts);
    }
}
