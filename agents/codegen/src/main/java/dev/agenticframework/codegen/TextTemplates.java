package dev.agenticframework.codegen;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The texts of one template, each parsed once: files, file names and inputs of steps.
final class TextTemplates {
    private static final Mustache.Compiler MUSTACHE = Mustache.compiler()
            .escapeHTML(false)
            .strictSections(true)
            .withCollector(new PlainCollector())
            .withLoader(name -> {
                throw new MustacheException("Partials are not supported: " + ParameterProblems.printable(name));
            });

    private final Map<String, Node> parsed = new ConcurrentHashMap<>();
    private final Map<String, com.samskivert.mustache.Template> compiled = new ConcurrentHashMap<>();

    /// Whether a text has nothing to render.
    static boolean plain(String text) {
        return !text.contains("${{") && !text.contains("{%") && !text.contains("{#");
    }

    /// Renders Jinja with `${{ }}` for expressions.
    String render(String where, String text, Map<String, Object> context) {
        return plain(text) ? text : interpret(where, context, jinja -> jinja.render(parse(where, text, jinja), false));
    }

    /// Renders a step's text. A text that is a single expression keeps the type of its value, as in the scaffolder.
    JsonNode evaluate(String where, String text, Map<String, Object> context) {
        String trimmed = text.strip();
        boolean expression = trimmed.startsWith("${{") && trimmed.indexOf("}}") == trimmed.length() - 2;
        if (!expression) {
            return Values.json(render(where, text, context));
        }
        String inner = trimmed.substring(3, trimmed.length() - 2).strip();
        return Values.json(
                this.<@Nullable Object>interpret(where, context, jinja -> jinja.resolveELExpression(inner, 1)));
    }

    /// Renders Mustache without escaping or partials. A name without a value is an error.
    String mustache(String where, String text, Map<String, Object> context) {
        try {
            return compiled.computeIfAbsent(text, MUSTACHE::compile).execute(context);
        } catch (MustacheException.Context e) {
            throw TemplateException.render(
                    where + ":" + e.lineNo, "'" + e.key + "' is not defined.", "Use one of the step's values.");
        } catch (MustacheException | Values.Undeclared e) {
            throw TemplateException.render(where, String.valueOf(e.getMessage()), "Fix the template.");
        }
    }

    /// Parses Mustache without rendering it.
    void parseMustache(String where, String text) {
        try {
            compiled.computeIfAbsent(text, MUSTACHE::compile);
        } catch (MustacheException e) {
            throw TemplateException.render(where, e.getMessage() + ".", "Fix the template.");
        }
    }

    /// Parses a text without rendering it.
    void parse(String where, String text) {
        if (!plain(text)) {
            interpret(where, Map.of(), jinja -> parse(where, text, jinja));
        }
    }

    private Node parse(String where, String text, JinjavaInterpreter jinja) {
        Node known = parsed.get(text);
        if (known != null) {
            return known;
        }
        Node node = jinja.parse(text);
        refuseErrors(where, jinja);
        parsed.put(text, node);
        return node;
    }

    private <T extends @Nullable Object> T interpret(
            String where, Map<String, Object> context, Function<JinjavaInterpreter, T> action) {
        var interpreter = SafeJinja.interpreter(context);
        try (var pushed = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            T result = action.apply(pushed.value());
            refuseErrors(where, interpreter);
            return result;
        } catch (InterpretException e) {
            if (interpreter.exceeded()) {
                throw tooManySteps(where);
            }
            refuseErrors(where, interpreter);
            throw failure(
                    where, Math.max(e.getLineNumber(), interpreter.getLineNumber()), String.valueOf(e.getMessage()));
        } catch (SafeJinja.StepsExceeded | StackOverflowError e) {
            throw tooManySteps(where);
        }
    }

    private static TemplateException tooManySteps(String where) {
        return TemplateException.limit(where, "Rendering takes more than " + SafeJinja.MAX_STEPS + " steps.");
    }

    private static void refuseErrors(String where, JinjavaInterpreter interpreter) {
        if (!interpreter.getErrors().isEmpty()) {
            TemplateError first = interpreter.getErrors().getFirst();
            throw failure(where, first.getLineno(), String.valueOf(first.getMessage()));
        }
        if (!interpreter.getContext().getDeferredTokens().isEmpty()
                || !interpreter.getContext().getDeferredNodes().isEmpty()) {
            throw failure(where, interpreter.getLineNumber(), "has an invalid expression.");
        }
    }

    private static TemplateException failure(String where, int line, String message) {
        String place = line > 0 ? where + ":" + line : where;
        if (message.contains(SafeJinja.StepsExceeded.class.getSimpleName())) {
            return tooManySteps(place);
        }
        String plain =
                message.replaceAll("(\\w+\\.)*\\w*(Exception|Undeclared): ", "").replaceAll("[\\r\\n\\s]+", " ");
        return TemplateException.render(
                place, plain, "Use the step's values, and the filters and tags that templates support.");
    }
}
