package dev.agenticframework.policy;

import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the instructions of a Dockerfile with their lines. It joins continuations, drops comments, and keeps
/// here-documents with their instruction.
final class DockerfileInput {

    private static final Pattern NAME =
            Pattern.compile("(?i)(.*/)?((docker|container)file(\\.[a-z0-9_-]+)?|[a-z0-9_-]+\\.(docker|container)file)");
    private static final Pattern HEREDOC = Pattern.compile("<<-?[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?");
    private static final Pattern ESCAPE = Pattern.compile("(?i)#\\s*escape\\s*=\\s*`\\s*");

    /// The values of an instruction or a stage, in addition to its words.
    private static final int VALUES = 6;

    private final String path;
    private final Budget budget;
    private final List<String> lines;
    private final char escape;
    private final List<Value> instructions = new ArrayList<>();
    private final List<Value> stages = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private DockerfileInput(String path, String text, Budget budget) {
        this.path = path;
        this.budget = budget;
        this.lines = text.lines().toList();
        this.escape = !lines.isEmpty() && ESCAPE.matcher(lines.getFirst()).matches() ? '`' : '\\';
    }

    static boolean isDockerfile(String path) {
        return NAME.matcher(path).matches() && !path.endsWith(".dockerignore");
    }

    static Value read(String path, String text, Budget budget) {
        Budget.chars(path, text.length());
        var reader = new DockerfileInput(path, text, budget);
        reader.read();
        return ObjectValue.builder()
                .put("path", Documents.text(path))
                .put("stages", Documents.array(reader.stages))
                .put("instructions", Documents.array(reader.instructions))
                .build();
    }

    private void read() {
        for (int i = 0; i < lines.size(); i++) {
            if (isBlankOrComment(lines.get(i))) {
                continue;
            }
            int first = i;
            var whole = new StringBuilder();
            while (true) {
                var line = lines.get(i).strip();
                boolean goesOn = line.endsWith(String.valueOf(escape));
                if (!isBlankOrComment(line)) {
                    whole.append(goesOn ? line.substring(0, line.length() - 1) : line)
                            .append(' ');
                }
                if ((!goesOn && !isBlankOrComment(line)) || i + 1 == lines.size()) {
                    break;
                }
                i++;
            }
            i = heredocs(whole, i);
            add(first + 1, whole.toString().strip());
        }
    }

    private static boolean isBlankOrComment(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private int heredocs(StringBuilder whole, int last) {
        int at = last;
        var matcher = HEREDOC.matcher(whole.toString());
        while (matcher.find()) {
            while (at + 1 < lines.size() && !lines.get(++at).strip().equals(matcher.group(1))) {
                whole.append('\n').append(lines.get(at));
            }
        }
        return at;
    }

    private void add(int line, String whole) {
        int space = whole.indexOf(' ');
        var keyword = (space < 0 ? whole : whole.substring(0, space)).toUpperCase(Locale.ROOT);
        var text = space < 0 ? "" : whole.substring(space + 1).strip();
        var words = List.of(text.split("\\s+"));
        budget.values(path, VALUES + words.size());
        if (keyword.equals("FROM")) {
            stages.add(stage(line, words));
        }
        instructions.add(ObjectValue.builder()
                .put("line", Documents.number(line))
                .put("keyword", Documents.text(keyword))
                .put("stage", Documents.number(stages.size() - 1L))
                .put("text", Documents.text(text))
                .put(
                        "words",
                        Documents.array(words.stream().map(Documents::text).toList()))
                .build());
    }

    private Value stage(int line, List<String> words) {
        budget.values(path, VALUES);
        var rest = words.stream().filter(w -> !w.startsWith("--")).toList();
        var image = rest.isEmpty() ? "" : rest.getFirst();
        var name = rest.size() >= 3 && rest.get(1).equalsIgnoreCase("as") ? rest.get(2) : "";
        boolean continues = !image.isEmpty() && names.contains(image);
        names.add(name);
        return ObjectValue.builder()
                .put("line", Documents.number(line))
                .put("image", Documents.text(image))
                .put("name", Documents.text(name))
                .put("continues", continues ? BooleanValue.TRUE : BooleanValue.FALSE)
                .build();
    }
}
