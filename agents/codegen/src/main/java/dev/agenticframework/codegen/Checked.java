package dev.agenticframework.codegen;

import java.util.List;
import java.util.function.Function;

/// The result of an operation that fails when a user's input is wrong: a value, or what is wrong.
public sealed interface Checked<T> {

    /// It succeeded.
    record Ok<T>(T value) implements Checked<T> {}

    /// It was refused, with at least one problem.
    record Refused<T>(List<TemplateProblem> problems) implements Checked<T> {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs at least one problem");
            }
        }
    }

    /// Continues with the value, or stays refused.
    default <U> Checked<U> then(Function<? super T, Checked<U>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(List<TemplateProblem> problems) -> new Refused<>(problems);
        };
    }
}
