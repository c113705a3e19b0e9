package dev.agenticframework.codegen;

import java.util.List;
import java.util.function.Function;

/// The answer of an operation that a user's input can make fail: a value, or the reasons why there is none.
public sealed interface Checked<T> {

    /// It worked.
    record Ok<T>(T value) implements Checked<T> {}

    /// It was refused, with at least one reason.
    record Refused<T>(List<TemplateProblem> problems) implements Checked<T> {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }
    }

    /// Goes on with the value, or stays refused.
    default <U> Checked<U> then(Function<? super T, Checked<U>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(List<TemplateProblem> problems) -> new Refused<>(problems);
        };
    }
}
