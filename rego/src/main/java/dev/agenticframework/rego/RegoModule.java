package dev.agenticframework.rego;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed file.
record RegoModule(
        SourceText source,
        RegoVersion version,
        PackageDecl pkg,
        List<Import> imports,
        List<Rule> rules,
        List<Comment> comments,
        List<Annotations> annotations) {

    /// @param path begins with `data`
    record PackageDecl(Location at, Term.Ref path) {
        @Override
        public String toString() {
            return "package " + TermPrinter.packagePath(path);
        }
    }

    record Import(Location at, Term.Ref path, @Nullable String alias) {
        /// The name that the import binds.
        String name() {
            if (alias != null) {
                return alias;
            }
            return path.parts().getLast() instanceof Term.Scalar(var ignored, StringValue text)
                    ? text.text()
                    : path.headName();
        }

        boolean isKeywordImport() {
            return path.headName().equals("future") || path.headName().equals("rego");
        }

        @Override
        public String toString() {
            return "import " + path + (alias == null ? "" : " as " + alias);
        }
    }

    /// Whether one of the words stands somewhere in the text.
    boolean spellsAny(List<String> words) {
        return words.stream().anyMatch(source.text()::contains);
    }

    RegoModule withRules(List<Rule> newRules) {
        return new RegoModule(source, version, pkg, imports, newRules, comments, annotations);
    }
}
