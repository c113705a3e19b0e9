package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.YamlText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `# METADATA` blocks, and attaches each to the next statement.
final class AnnotationParser {
    private final RegoModule.PackageDecl pkg;
    private final List<RegoModule.Import> imports;
    private final List<Rule> rules;
    private final List<RegoError> errors;
    private final List<Annotations> found = new ArrayList<>();

    private AnnotationParser(
            RegoModule.PackageDecl pkg, List<RegoModule.Import> imports, List<Rule> rules, List<RegoError> errors) {
        this.pkg = pkg;
        this.imports = imports;
        this.rules = rules;
        this.errors = errors;
    }

    static List<Annotations> parse(
            List<Comment> comments,
            RegoModule.PackageDecl pkg,
            List<RegoModule.Import> imports,
            List<Rule> rules,
            List<RegoError> errors) {
        AnnotationParser parser = new AnnotationParser(pkg, imports, rules, errors);
        parser.blocks(comments);
        return List.copyOf(parser.found);
    }

    private void blocks(List<Comment> comments) {
        for (int i = 0; i < comments.size(); i++) {
            if (!comments.get(i).startsMetadata()) {
                continue;
            }
            int end = i + 1;
            while (end < comments.size() && continues(comments.get(end - 1), comments.get(end))) {
                end++;
            }
            block(comments.get(i), comments.subList(i + 1, end));
            i = end - 1;
        }
    }

    private static boolean continues(Comment before, Comment comment) {
        return comment.at().col() == 1 && comment.at().row() == before.at().row() + 1 && !comment.startsMetadata();
    }

    private void block(Comment start, List<Comment> lines) {
        StringBuilder yaml = new StringBuilder();
        for (Comment line : lines) {
            yaml.append(line.text().startsWith(" ") ? line.text().substring(1) : line.text())
                    .append('\n');
        }
        Location at = lines.isEmpty() ? start.at() : lines.getFirst().at();
        if (yaml.toString().isBlank()) {
            fail(start.at(), "expected METADATA block, found whitespace");
            return;
        }
        try {
            if (!(YamlText.parse(yaml.toString()) instanceof ObjectValue raw)) {
                fail(at, "yaml: METADATA block must be a mapping");
                return;
            }
            int endRow = lines.getLast().at().row();
            String scope = raw.get("scope") instanceof StringValue text ? text.text() : "";
            attach(new Annotations(start.at(), endRow, scope, start.at(), AnnotationFields.normalise(raw)));
        } catch (YamlText.InvalidYaml | AnnotationFields.Invalid problem) {
            fail(at, String.valueOf(problem.getMessage()));
        }
    }

    private void fail(Location at, String message) {
        errors.add(RegoError.of(RegoError.PARSE, at, message));
    }

    private void attach(Annotations block) {
        Object below = below(block.at().row());
        String scope = block.scope();
        if (scope.isEmpty()) {
            scope = below instanceof Rule
                    ? (block.isEntrypoint() ? Annotations.DOCUMENT : Annotations.RULE)
                    : below instanceof RegoModule.PackageDecl ? Annotations.PACKAGE : below == null ? "" : "import";
        }
        boolean onRule = scope.equals(Annotations.RULE) || scope.equals(Annotations.DOCUMENT);
        boolean onPackage = scope.equals(Annotations.PACKAGE) || scope.equals(Annotations.SUBPACKAGES);
        if (!onRule && !onPackage) {
            fail(
                    block.at(),
                    "invalid annotation scope '" + scope
                            + "'. Use one of 'rule', 'document', 'package', or 'subpackages'");
        } else if ((onRule && !(below instanceof Rule)) || (onPackage && !(below instanceof RegoModule.PackageDecl))) {
            String have = below == null ? "" : " (have " + name(below) + ")";
            String want = onRule ? "rule" : "package";
            fail(block.at(), "annotation scope '" + scope + "' must be applied to " + want + have);
        } else if (block.isEntrypoint() && !scope.equals(Annotations.DOCUMENT) && !scope.equals(Annotations.PACKAGE)) {
            fail(block.at(), "annotation entrypoint applied to non-document or package scope '" + scope + "'");
        } else {
            Location target = below instanceof Rule rule ? rule.at() : pkg.at();
            found.add(block.withScope(scope).on(target));
        }
    }

    private static String name(Object statement) {
        return statement instanceof Rule ? "rule" : statement instanceof RegoModule.Import ? "import" : "package";
    }

    /// Returns the first statement after a row.
    private @Nullable Object below(int row) {
        Object nearest = null;
        int best = Integer.MAX_VALUE;
        if (pkg.at().row() > row) {
            nearest = pkg;
            best = pkg.at().row();
        }
        for (RegoModule.Import decl : imports) {
            if (decl.at().row() > row && decl.at().row() < best) {
                nearest = decl;
                best = decl.at().row();
            }
        }
        for (Rule rule : rules) {
            if (rule.at().row() > row && rule.at().row() < best) {
                nearest = rule;
                best = rule.at().row();
            }
        }
        return nearest;
    }
}
