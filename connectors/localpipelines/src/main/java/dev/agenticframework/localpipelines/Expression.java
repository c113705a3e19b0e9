package dev.agenticframework.localpipelines;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A condition over variables, as in `rules: if`. Source: GitLab's documentation of CI/CD variable expressions.
sealed interface Expression {

    /// The value: a text, or null for an undefined variable and for `null`. The result of a true comparison is the
    /// text `true`.
    @Nullable
    String value(Map<String, String> variables);

    /// Whether the condition holds. A variable alone holds when it is defined and not empty.
    default boolean holds(Map<String, String> variables) {
        var value = value(variables);
        return value != null && !value.isEmpty();
    }

    private static @Nullable String truth(boolean holds) {
        return holds ? "true" : null;
    }

    /// A variable.
    record Variable(String name) implements Expression {
        @Override
        public @Nullable String value(Map<String, String> variables) {
            return variables.get(name);
        }
    }

    /// A quoted text, or `null`.
    record Literal(@Nullable String text) implements Expression {
        @Override
        public @Nullable String value(Map<String, String> variables) {
            return text;
        }
    }

    /// `==` and `!=`.
    record Equal(Expression left, Expression right, boolean negated) implements Expression {
        @Override
        public @Nullable String value(Map<String, String> variables) {
            var one = left.value(variables);
            return truth(negated != java.util.Objects.equals(one, right.value(variables)));
        }
    }

    /// `=~` and `!~`. The right side is written `/pattern/flags`, by itself or in a variable.
    record Match(Expression left, Expression right, boolean negated) implements Expression {
        @Override
        public @Nullable String value(Map<String, String> variables) {
            var text = left.value(variables);
            var written = right.value(variables);
            var pattern = written == null ? null : pattern(written);
            if (pattern == null) {
                return truth(negated);
            }
            return truth(negated != (text != null && pattern.matcher(text).find()));
        }
    }

    /// `&&`.
    record And(Expression left, Expression right) implements Expression {
        @Override
        public @Nullable String value(Map<String, String> variables) {
            return truth(left.holds(variables) && right.holds(variables));
        }
    }

    /// `||`.
    record Or(Expression left, Expression right) implements Expression {
        @Override
        public @Nullable String value(Map<String, String> variables) {
            return truth(left.holds(variables) || right.holds(variables));
        }
    }

    /// The RE2 pattern of `/text/flags`, as in GitLab; null when the text is not a pattern.
    static @Nullable Pattern pattern(String written) {
        int end = written.lastIndexOf('/');
        if (!written.startsWith("/") || end < 1) {
            return null;
        }
        int flags = 0;
        for (char flag : written.substring(end + 1).toCharArray()) {
            flags |= switch (flag) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'U' -> 0;
                default -> -1;
            };
        }
        try {
            return flags < 0 ? null : Pattern.compile(written.substring(1, end).replace("\\/", "/"), flags);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
