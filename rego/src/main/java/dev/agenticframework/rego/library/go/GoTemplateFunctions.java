package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.encoding.UrlBuiltins;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions that templates may call.
final class GoTemplateFunctions {
    private GoTemplateFunctions() {}

    static @Nullable Value call(String name, List<@Nullable Value> arguments) {
        return switch (name) {
            case "and" -> and(arguments);
            case "or" -> or(arguments);
            case "not" -> BooleanValue.of(!GoTemplateExpression.isTrue(argument(name, arguments, 0)));
            case "eq", "ne", "lt", "le", "gt", "ge" -> compare(name, arguments);
            case "len" -> length(argument(name, arguments, 0));
            case "index" -> index(arguments);
            case "print" -> StringValue.of(joined(arguments, ""));
            case "println" -> StringValue.of(joined(arguments, " ") + "\n");
            case "printf" -> printf(arguments);
            case "urlquery" -> StringValue.of(UrlBuiltins.escape(joined(arguments, "")));
            case "html" -> StringValue.of(html(joined(arguments, "")));
            default ->
                throw BuiltinException.failure(
                        "template: template:1: function " + StringValue.of(name) + " not defined");
        };
    }

    private static @Nullable Value argument(String function, List<@Nullable Value> arguments, int position) {
        if (position >= arguments.size()) {
            throw BuiltinException.failure(
                    "template: wrong number of args for " + function + ": got " + arguments.size());
        }
        return arguments.get(position);
    }

    private static @Nullable Value and(List<@Nullable Value> arguments) {
        Value last = argument("and", arguments, 0);
        for (Value value : arguments) {
            last = value;
            if (!GoTemplateExpression.isTrue(value)) {
                return value;
            }
        }
        return last;
    }

    private static @Nullable Value or(List<@Nullable Value> arguments) {
        Value last = argument("or", arguments, 0);
        for (Value value : arguments) {
            last = value;
            if (GoTemplateExpression.isTrue(value)) {
                return value;
            }
        }
        return last;
    }

    private static Value compare(String name, List<@Nullable Value> arguments) {
        Value left = orNull(argument(name, arguments, 0));
        if (name.equals("eq")) {
            return BooleanValue.of(
                    arguments.subList(1, arguments.size()).stream().anyMatch(left::equals));
        }
        int order = left.compareTo(orNull(argument(name, arguments, 1)));
        return BooleanValue.of(
                switch (name) {
                    case "ne" -> order != 0;
                    case "lt" -> order < 0;
                    case "le" -> order <= 0;
                    case "gt" -> order > 0;
                    default -> order >= 0;
                });
    }

    private static Value orNull(@Nullable Value value) {
        return value == null ? NullValue.NULL : value;
    }

    private static Value length(@Nullable Value value) {
        return NumberValue.of(
                switch (value) {
                    case StringValue text -> text.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
                    case ArrayValue array -> array.size();
                    case ObjectValue object -> object.size();
                    case SetValue set -> set.size();
                    case null, default ->
                        throw BuiltinException.failure("template: error calling len: len of untyped nil");
                });
    }

    private static @Nullable Value index(List<@Nullable Value> arguments) {
        Value current = argument("index", arguments, 0);
        for (Value key : arguments.subList(1, arguments.size())) {
            Value at = orNull(key);
            current = switch (current) {
                case ObjectValue object -> object.get(at);
                case ArrayValue array -> {
                    Value item = array.get(at);
                    if (item == null) {
                        throw BuiltinException.failure("template: error calling index: index out of range: " + at);
                    }
                    yield item;
                }
                case null, default ->
                    throw BuiltinException.failure("template: error calling index: index of untyped nil");
            };
        }
        return current;
    }

    private static Value printf(List<@Nullable Value> arguments) {
        Value format = orNull(argument("printf", arguments, 0));
        List<Value> rest = arguments.subList(1, arguments.size()).stream()
                .map(GoTemplateFunctions::orNull)
                .toList();
        return StringValue.of(GoSprintf.format(GoTemplateExpression.text(format), ArrayValue.of(rest)));
    }

    private static String joined(List<@Nullable Value> arguments, String separator) {
        return String.join(
                separator,
                arguments.stream()
                        .map(value -> GoTemplateExpression.text(orNull(value)))
                        .toList());
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }
}
