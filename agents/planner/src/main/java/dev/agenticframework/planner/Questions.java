package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The questions that are asked back, in one voice: what is unclear, and what would make it clear.
final class Questions {
    static final String EXAMPLE =
            "for example: Create a Python service called user-service with REST API and PostgreSQL, and deploy it to staging";
    private static final int MAX_QUOTED = 60;
    private static final int MAX_WORDS = 8;

    private Questions() {}

    static String quote(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return "\"" + (plain.length() > MAX_QUOTED ? plain.substring(0, MAX_QUOTED) + "..." : plain) + "\"";
    }

    private static String of(List<String> names) {
        return names.isEmpty() ? "the service" : String.join(", ", names);
    }

    static String nothing() {
        return "What is to be done? Say it in a sentence, " + EXAMPLE + ".";
    }

    static String tooLong(String what, int most) {
        return "That is more than can be planned at once: a request has at most " + most + " " + what
                + ". Which part comes first?";
    }

    /// A word that is nearly a known one.
    static String slip(String word, String known) {
        return "Did you mean " + quote(known) + " by " + quote(word) + "?";
    }

    /// Words that nothing explains, with what is to be said about some of them.
    static String unexplained(List<String> words, Set<String> hints) {
        String said =
                words.stream().distinct().limit(MAX_WORDS).map(Questions::quote).collect(Collectors.joining(", "));
        return "What does " + said + (words.size() > MAX_WORDS ? " and what follows" : "") + " ask for? "
                + (hints.isEmpty() ? "Leave it out, or say it in other words." : String.join(" ", hints));
    }

    static String unsupported(String category, String what) {
        return what
                + switch (category) {
                    case "database" -> " is not offered as a database. PostgreSQL, or no database?";
                    case "language" -> " is not offered as a language. Python, Node.js, Go or Java?";
                    case "framework" ->
                        " is not offered as a framework. Python with FastAPI, Node.js with Express, Go with Gin, or Java?";
                    case "interface" -> " is not offered as an interface. REST?";
                    case "environment" -> " is not an environment here. dev, staging or production?";
                    case "strategy" -> " is not offered as a strategy. rolling, blue-green or canary?";
                    case "action" ->
                        " is not something that a sentence can ask for: it can create, deploy and roll back. What of it is meant?";
                    default -> " is not offered.";
                };
    }

    static String contradiction(Field field, String one, String other, List<String> names) {
        return "Which " + field.json() + " shall " + of(names) + " have: " + one + " or " + other + "?";
    }

    static String notAName(String text) {
        return quote(text) + " cannot be the name of a service: lower-case words joined by hyphens, "
                + ServiceName.MIN_LENGTH + " to " + ServiceName.MAX_LENGTH + " characters."
                + ServiceName.near(text)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse(" What shall it be called?");
    }

    /// "the billing service" may be called either way.
    static String oneName(String word, String noun) {
        String joined = (word + "-" + noun).toLowerCase(Locale.ROOT);
        return ServiceName.isName(joined)
                ? "Is the service called " + quote(word) + " or " + quote(joined) + "? Say \"called\" and its name."
                : twoWords(word);
    }

    static String twoWords(String word) {
        return "Where does the name end that begins with " + quote(word)
                + "? Join its words with hyphens, or put it in quotes.";
    }

    static String version(String word) {
        return quote(word) + " reads like a version. A sentence deploys the newest; another is deployed by: "
                + "agentic service deploy NAME --environment ENVIRONMENT --revision " + word;
    }

    static String which(String word) {
        return "Which service does " + quote(word) + " mean? Say its name.";
    }

    static String createOrDeploy() {
        return "Is the service to be created, or is one that exists to be deployed? Say \"create\" or \"a new service\" for the first; "
                + "for the second only its name and the environment.";
    }

    static String question() {
        return "That reads as a question. Shall it be done? Then say it without the question mark, or begin with \"can you\".";
    }

    static String name() {
        return "What shall the service be called?";
    }

    static String whichService(Action action) {
        return "Which service is to be " + (action == Action.DEPLOY ? "deployed" : "rolled back") + "?";
    }

    static String action(List<String> names) {
        return "What is to be done with " + of(names) + ": create, deploy or roll back?";
    }

    static String count(int announced, List<String> names) {
        return "You announce " + announced + " and name " + names.size()
                + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")") + ". Which is right?";
    }

    static String oneOrMore(List<String> names) {
        return "Is that one service or " + names.size() + " (" + String.join(", ", names) + ")?";
    }

    static String whoseIsIt(Field field, String value, List<String> names) {
        return value.isEmpty()
                ? "Which " + field.json() + " shall each of " + of(names) + " have?"
                : "Is " + field.json() + " " + value + " meant for " + of(names) + " alone, or for all of them?";
    }

    static String environment(List<String> names) {
        return "To which environment shall " + of(names) + " go: dev, staging or production?";
    }

    static String otherEnvironment(List<String> names) {
        return "And to which environment shall " + of(names) + " go?";
    }

    static String notOfExisting(Field field, String name) {
        return "A " + field.json() + " can be chosen when a service is created, not afterwards. Is " + name
                + " to be created?";
    }

    static String promotion(String from, String to) {
        return "A promotion goes from dev to staging or production, or from staging to production, not from " + from
                + " to " + to + ". What is meant?";
    }

    static String rollbackTo(String environment) {
        return "A rollback goes to the release before the current one. Is it to be done in " + environment
                + "? Then say \"in " + environment + "\".";
    }

    static String replicas(String said) {
        return "How many replicas, 1 to " + ServiceRequest.MAX_REPLICAS + "? " + said + " is not possible.";
    }

    static String twice(String name) {
        return name + " is asked for twice. What is to be done with it?";
    }
}
