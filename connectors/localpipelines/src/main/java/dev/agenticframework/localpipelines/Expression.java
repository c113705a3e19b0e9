package dev.agenticframework.localpipelines;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A condition over variables, as in `rules: if`. Source: GitLab's documentation and behavior of CI/CD
/// variable expressions.
sealed interface Expression {

    /// What an expression evaluates to.
    sealed interface Value {
        /// A text, also an empty one.
        record Text(String text) implements Value {}

        /// `true` or `false`, also the result of a comparison.
        record Flag(boolean holds) implements Value {}

        /// An undefined variable, and `null`.
        record Nothing() implements Value {}

        /// What GitLab knows and this machine does not.
        ///
        /// @param variable the variable that has no value here
        record Unknown(String variable) implements Value {}

        /// Whether `&&` and `||` take it for true: a text is, even when it is empty.
        private boolean truthy() {
            return switch (this) {
                case Text _ -> true;
                case Flag(boolean holds) -> holds;
                case Nothing _, Unknown _ -> false;
            };
        }

        /// Whether a rule takes it for true.
        private boolean present() {
            return this instanceof Text(String text) ? !text.isBlank() : truthy();
        }

        private String text() {
            return switch (this) {
                case Text(String text) -> text;
                case Flag(boolean holds) -> Boolean.toString(holds);
                case Nothing _, Unknown _ -> "";
            };
        }
    }

    /// Its value.
    Value value(Map<String, String> variables);

    /// Whether the condition holds.
    default Decision decide(Map<String, String> variables) {
        return value(variables) instanceof Value.Unknown(String variable)
                ? new Decision.Unknown(variable)
                : Decision.of(value(variables).present());
    }

    /// A variable.
    record Variable(String name) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            var text = variables.get(name);
            if (text != null) {
                return new Value.Text(text);
            }
            return Predefined.UNKNOWN.contains(name) ? new Value.Unknown(name) : new Value.Nothing();
        }
    }

    /// A quoted text, a pattern, `null`, `true` or `false`.
    record Literal(Value value) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            return value;
        }
    }

    /// `==` and `!=`.
    record Equal(Expression left, Expression right, boolean negated) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            var one = left.value(variables);
            var other = right.value(variables);
            return unknown(one, other).orElseGet(() -> new Value.Flag(negated != Objects.equals(one, other)));
        }
    }

    /// `=~` and `!~`. The right side is written `/pattern/flags`, by itself or in a text; any other text is
    /// searched for the left side.
    record Match(Expression left, Expression right, boolean negated) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            var one = left.value(variables);
            var other = right.value(variables);
            return unknown(one, other)
                    .orElseGet(() -> new Value.Flag(negated != (other.truthy() && matches(one, other))));
        }

        private static boolean matches(Value one, Value other) {
            return pattern(other.text())
                    .map(pattern -> pattern.matcher(one.text()).find())
                    .orElseGet(() -> other.text().contains(one.text()));
        }
    }

    /// `!`.
    record Not(Expression operand) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            var one = operand.value(variables);
            return unknown(one, one).orElseGet(() -> new Value.Flag(!one.present()));
        }
    }

    /// `&&`.
    record And(Expression left, Expression right) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            var one = left.value(variables);
            if (one instanceof Value.Unknown) {
                var other = right.value(variables);
                return other.present() || other instanceof Value.Unknown ? one : other;
            }
            return one.truthy() ? right.value(variables) : one;
        }
    }

    /// `||`.
    record Or(Expression left, Expression right) implements Expression {
        @Override
        public Value value(Map<String, String> variables) {
            var one = left.value(variables);
            if (one instanceof Value.Unknown) {
                var other = right.value(variables);
                return other.present() ? other : one;
            }
            return one.truthy() ? one : right.value(variables);
        }
    }

    private static Optional<Value> unknown(Value one, Value other) {
        return one instanceof Value.Unknown
                ? Optional.of(one)
                : other instanceof Value.Unknown ? Optional.of(other) : Optional.empty();
    }

    /// The RE2 pattern of `/text/flags`, as in GitLab; empty when the text is not a pattern.
    static Optional<Pattern> pattern(String written) {
        int end = written.lastIndexOf('/');
        if (!written.startsWith("/") || end <= 1) {
            return Optional.empty();
        }
        int flags = 0;
        for (char flag : written.substring(end + 1).toCharArray()) {
            switch (flag) {
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 'm' -> flags |= Pattern.MULTILINE;
                case 's' -> flags |= Pattern.DOTALL;
                case 'U' -> {}
                default -> {
                    return Optional.empty();
                }
            }
        }
        try {
            return Optional.of(Pattern.compile(written.substring(1, end).replace("\\/", "/"), flags));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
