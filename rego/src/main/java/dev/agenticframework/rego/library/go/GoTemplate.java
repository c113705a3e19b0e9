package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.builtin.TextBound;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Renders Go's text templates: fields, variables, `if`, `range`, `with`, and functions that compare, count and print.
public final class GoTemplate {
    /// The number of actions that one rendering may run.
    private static final int MAX_STEPS = 1_000_000;

    private static final int MAX_DEPTH = 100;
    private static final Pattern ACTION = Pattern.compile("\\{\\{(- )?(.*?)( -)?\\}\\}", Pattern.DOTALL);

    private final Value root;
    private final StringBuilder out = new StringBuilder();
    private int steps;

    private GoTemplate(Value root) {
        this.root = root;
    }

    public static void register(BuiltinTable table) {
        table.function("strings.render_template", (_, operands) -> {
            String template = Operands.string(operands, 0);
            return StringValue.of(render(template, Operands.object(operands, 1)));
        });
    }

    static String render(String template, ObjectValue variables) {
        List<Part> parts = split(template);
        Parser parser = new Parser(parts);
        List<Node> nodes = parser.nodes(0);
        GoTemplate run = new GoTemplate(variables);
        run.run(nodes, variables, new HashMap<>());
        return run.out.toString();
    }

    /// A piece of a template: text, or an action in braces.
    private record Part(String text, boolean isAction) {}

    private sealed interface Node {}

    private record Text(String text) implements Node {}

    private record Print(String pipeline) implements Node {}

    private record Branch(String kind, String pipeline, List<Node> then, List<Node> otherwise) implements Node {}

    private static List<Part> split(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher action = ACTION.matcher(template);
        int at = 0;
        boolean trim = false;
        while (action.find(at)) {
            String text = template.substring(at, action.start());
            text = trim ? text.stripLeading() : text;
            parts.add(new Part(action.group(1) == null ? text : text.stripTrailing(), false));
            parts.add(new Part(action.group(2).strip(), true));
            trim = action.group(3) != null;
            at = action.end();
        }
        String rest = template.substring(at);
        if (rest.contains("{{")) {
            throw BuiltinException.failure("template: template:1: unclosed action");
        }
        parts.add(new Part(trim ? rest.stripLeading() : rest, false));
        return parts;
    }

    private static final class Parser {
        private final List<Part> parts;
        private int at;

        private Parser(List<Part> parts) {
            this.parts = parts;
        }

        // Reads to the "end" or "else" that closes this level, without consuming it.
        private List<Node> nodes(int depth) {
            if (depth > MAX_DEPTH) {
                throw BuiltinException.failure("template: nested more than " + MAX_DEPTH + " deep");
            }
            List<Node> nodes = new ArrayList<>();
            while (at < parts.size()) {
                Part part = parts.get(at);
                String word = part.text().split("\\s", 2)[0];
                if (part.isAction() && (word.equals("end") || word.equals("else"))) {
                    if (depth == 0) {
                        throw BuiltinException.failure("template: template:1: unexpected {{" + word + "}}");
                    }
                    return nodes;
                }
                at++;
                if (!part.isAction()) {
                    nodes.add(new Text(part.text()));
                } else if (word.equals("if") || word.equals("range") || word.equals("with")) {
                    nodes.add(branch(word, part.text().substring(word.length()).strip(), depth));
                } else if (!part.text().startsWith("/*")) {
                    nodes.add(new Print(part.text()));
                }
            }
            if (depth > 0) {
                throw BuiltinException.failure("template: template:1: unexpected EOF");
            }
            return nodes;
        }

        private Node branch(String kind, String pipeline, int depth) {
            List<Node> then = nodes(depth + 1);
            String closing = parts.get(at++).text();
            if (!closing.startsWith("else")) {
                return new Branch(kind, pipeline, then, List.of());
            }
            String rest = closing.substring("else".length()).strip();
            if (rest.startsWith("if ")) {
                return new Branch(
                        kind,
                        pipeline,
                        then,
                        List.of(branch("if", rest.substring(3).strip(), depth)));
            }
            List<Node> otherwise = nodes(depth + 1);
            at++;
            return new Branch(kind, pipeline, then, otherwise);
        }
    }

    private void run(List<Node> nodes, Value dot, Map<String, Value> variables) {
        for (Node node : nodes) {
            if (++steps > MAX_STEPS) {
                throw BuiltinException.failure("template: more than " + MAX_STEPS + " steps");
            }
            switch (node) {
                case Text text -> {
                    TextBound.require(out.length());
                    out.append(text.text());
                }
                case Print print -> print(print.pipeline(), dot, variables);
                case Branch branch -> branch(branch, dot, variables);
            }
        }
    }

    private void print(String pipeline, Value dot, Map<String, Value> variables) {
        int assign = pipeline.startsWith("$") ? assignment(pipeline) : -1;
        if (assign > 0) {
            Value value = eval(pipeline.substring(assign).replaceFirst("^:?=", ""), dot, variables);
            variables.put(pipeline.substring(0, assign).strip(), value == null ? NullValue.NULL : value);
            return;
        }
        Value value = eval(pipeline, dot, variables);
        TextBound.require(out.length());
        out.append(value == null ? "<undefined>" : GoTemplateExpression.text(value));
    }

    private static int assignment(String pipeline) {
        Matcher assignment = Pattern.compile("^\\$\\w+\\s*(:?=)").matcher(pipeline);
        return assignment.find() ? assignment.start(1) : -1;
    }

    private @Nullable Value eval(String pipeline, Value dot, Map<String, Value> variables) {
        return new GoTemplateExpression(pipeline, root, dot, variables).eval();
    }

    private void branch(Branch branch, Value dot, Map<String, Value> variables) {
        if (branch.kind().equals("range")) {
            range(branch, dot, variables);
            return;
        }
        Map<String, Value> inner = new HashMap<>(variables);
        String pipeline = branch.pipeline();
        Value value;
        int assign = pipeline.startsWith("$") ? assignment(pipeline) : -1;
        if (assign > 0) {
            value = eval(pipeline.substring(assign).replaceFirst("^:?=", ""), dot, inner);
            inner.put(pipeline.substring(0, assign).strip(), value == null ? NullValue.NULL : value);
        } else {
            value = eval(pipeline, dot, inner);
        }
        boolean holds = GoTemplateExpression.isTrue(value);
        Value newDot = holds && value != null && branch.kind().equals("with") ? value : dot;
        run(holds ? branch.then() : branch.otherwise(), newDot, inner);
    }

    private void range(Branch branch, Value dot, Map<String, Value> variables) {
        List<String> names = new ArrayList<>();
        String pipeline = branch.pipeline();
        int assign = pipeline.indexOf(":=");
        if (assign >= 0) {
            for (String name : pipeline.substring(0, assign).split(",", -1)) {
                names.add(name.strip());
            }
            pipeline = pipeline.substring(assign + 2);
        }
        Value collection = eval(pipeline, dot, variables);
        List<Value> keys = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        GoTemplateExpression.entries(collection, keys, values);
        if (values.isEmpty()) {
            run(branch.otherwise(), dot, new HashMap<>(variables));
        }
        for (int i = 0; i < values.size(); i++) {
            Map<String, Value> inner = new HashMap<>(variables);
            if (names.size() == 2) {
                inner.put(names.get(0), keys.get(i));
                inner.put(names.get(1), values.get(i));
            } else if (names.size() == 1) {
                inner.put(names.get(0), values.get(i));
            }
            run(branch.then(), values.get(i), inner);
        }
    }
}
