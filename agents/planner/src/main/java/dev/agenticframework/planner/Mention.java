package dev.agenticframework.planner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A phrase of a request and its meaning. It covers the tokens from `from` (inclusive) to `to` (exclusive).
sealed interface Mention {
    int from();

    int to();

    /// A field and the value that the request gives it.
    record Said(Field field, String value) {}

    enum Verb {
        CREATE,
        /// "should be created"
        CREATED,
        DEPLOY,
        /// "deployed", "should be deployed"
        DEPLOYED,
        ROLL_BACK,
        /// "needs to be rolled back"
        ROLLED_BACK,
        /// "do not deploy it"
        KEEP
    }

    /// An action.
    ///
    /// @param object the token of a name inside the phrase, as in "roll NAME back"
    /// @param obliged whether it contains "must", "should" or "needs to"
    record Act(int from, int to, Verb verb, List<Said> said, OptionalInt object, boolean obliged) implements Mention {}

    /// "I need": a wish for what follows.
    ///
    /// @param asks whether it is a polite question, such as "can we have"
    record Want(int from, int to, boolean asks) implements Mention {}

    /// A noun phrase: "a new Go service", "three REST APIs", "another".
    ///
    /// @param definite whether it begins with "the" or "our"
    /// @param indefinite whether it begins with "a"
    /// @param fresh whether it contains "new" or "another"
    /// @param next whether it contains "another" or "the second"
    /// @param count the number of services that it announces
    /// @param many whether its noun is plural
    /// @param noun whether it is a noun with nothing before it
    /// @param pronoun whether it replaces a noun: "another", "a Go one"
    record Head(
            int from,
            int to,
            boolean definite,
            boolean indefinite,
            boolean fresh,
            boolean next,
            OptionalInt count,
            boolean many,
            boolean noun,
            boolean pronoun,
            List<Said> said)
            implements Mention {}

    /// A name that is marked as one: "called NAME".
    record Named(int from, int to, int token) implements Mention {}

    /// A description of a service: "in Go", "with PostgreSQL".
    ///
    /// @param deploying whether it contains "deployed" or "running"
    /// @param ofAll whether it describes all services: "neither needs a database"
    record Attribute(int from, int to, List<Said> said, boolean deploying, boolean ofAll) implements Mention {}

    /// The role of the value before or after it: "as its database".
    record Role(int from, int to, Field field) implements Mention {}

    /// "from staging to production".
    record From(int from, int to, String source, Optional<String> target) implements Mention {}

    /// "it", "both of them".
    record Reference(int from, int to, boolean all) implements Mention {}

    /// "as" before a description of the service.
    record As(int from, int to) implements Mention {}

    enum Pause {
        COMMA,
        /// "|"
        BAR,
        AND,
        BUT,
        STOP,
        QUESTION,
        COLON,
        OPEN,
        CLOSE
    }

    record Break(int from, int to, Pause pause) implements Mention {}

    /// Words that do not describe the service.
    ///
    /// @param asks whether it is a polite question, such as "could you"
    /// @param courtesy whether it can appear anywhere
    record Filler(int from, int to, boolean asks, boolean courtesy) implements Mention {}

    /// "a" or "the" before a word that can be a name.
    record Determiner(int from, int to, boolean definite) implements Mention {}

    /// A known technology or action that the planner does not support.
    record Unsupported(int from, int to, String what, String category) implements Mention {}

    /// A word that no phrase explains: a name, or the reason for a question.
    record Loose(int from, int to) implements Mention {}
}
