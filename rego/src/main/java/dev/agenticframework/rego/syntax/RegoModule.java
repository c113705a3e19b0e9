package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.source.SourceText;
import dev.agenticframework.rego.value.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed file.
public record RegoModule(
        SourceText source,
        RegoVersion version,
        PackageDecl pkg,
        List<Import> imports,
        List<Rule> rules,
        List<Comment> comments,
        List<Annotations> annotations) {

    /// The package of a module.
    ///
    /// @param path starts with `data`
    public record PackageDecl(Location at, Term.Ref path) {
        @Override
        public String toString() {
            return "package " + TermPrinter.packagePath(path);
        }
    }

    public record Import(
            Location at, Term.Ref path, @Nullable String alias) {
        /// Returns the name that the import declares.
        public String name() {
            if (alias != null) {
                return alias;
            }
            return path.parts().getLast() instanceof Term.Scalar(var ignored, StringValue text)
                    ? text.text()
                    : path.headName();
        }

        public boolean isKeywordImport() {
            return path.headName().equals("future") || path.headName().equals("rego");
        }

        @Override
        public String toString() {
            return "import " + path + (alias == null ? "" : " as " + alias);
        }
    }

    /// Whether the text contains one of the words.
    public boolean spellsAny(List<String> words) {
        return words.stream().anyMatch(source.text()::contains);
    }

    public RegoModule withRules(List<Rule> newRules) {
        return new RegoModule(source, version, pkg, imports, newRules, comments, annotations);
    }
}
