package dev.agenticframework.planner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A phrase of a request and what it says, over the tokens `from` to before `to`.
sealed interface Mention {
    int from();

    int to();

    /// A field and the value that was said.
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

    /// What is to be done.
    ///
    /// @param object the token of a name inside the phrase, as in "roll NAME back"
    /// @param obliged whether it says must, should, needs to
    record Act(int from, int to, Verb verb, List<Said> said, OptionalInt object, boolean obliged) implements Mention {}

    /// "I need": what is wanted follows.
    ///
    /// @param asks a polite question, "can we have"
    record Want(int from, int to, boolean asks) implements Mention {}

    /// "a new Go service", "three REST APIs", "another".
    ///
    /// @param definite it begins with "the", "our"
    /// @param indefinite it begins with "a"
    /// @param fresh it says new or another
    /// @param next it says another, the second
    /// @param count how many it announces
    /// @param many its noun is in the plural
    /// @param noun it has a noun and nothing before it
    /// @param pronoun it stands for a noun: "another", "a Go one"
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

    /// Something that is said of a service.
    ///
    /// @param deploying it says deployed, running
    /// @param ofAll it says it of all services: "neither needs a database"
    record Attribute(int from, int to, List<Said> said, boolean deploying, boolean ofAll) implements Mention {}

    /// What something is for that is said right beside it: "as its database".
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

    /// Words that say nothing of the service.
    ///
    /// @param asks a polite question, "could you"
    /// @param courtesy may stand anywhere
    record Filler(int from, int to, boolean asks, boolean courtesy) implements Mention {}

    /// "a", "the" before a word that may be a name.
    record Determiner(int from, int to, boolean definite) implements Mention {}

    /// Something known that is not offered.
    record Unsupported(int from, int to, String what, String category) implements Mention {}

    /// A word that no phrase explains: a name, or a reason to ask.
    record Loose(int from, int to) implements Mention {}
}
