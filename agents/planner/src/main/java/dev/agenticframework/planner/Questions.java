package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Replicas;
import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Words the questions that the planner asks. Each one names what is unclear and offers the choices.
final class Questions {
    private static final String EXAMPLE =
            "Create a Python service called user-service with REST API and PostgreSQL, and deploy it to staging";
    private static final int MAX_QUOTED = 60;
    private static final int MAX_WORDS = 8;

    private Questions() {}

    static String quote(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return "\"" + (plain.length() > MAX_QUOTED ? plain.substring(0, MAX_QUOTED) + "..." : plain) + "\"";
    }

    /// Lists names as a sentence does: "a", "a and b", "a, b and c".
    private static String list(List<String> names) {
        int last = names.size() - 1;
        return switch (names.size()) {
            case 0 -> "the service";
            case 1 -> names.getFirst();
            default -> String.join(", ", names.subList(0, last)) + " and " + names.get(last);
        };
    }

    static String nothing() {
        return "What do you want to create, deploy or roll back? For example: " + EXAMPLE + ".";
    }

    static String tooLong(String what, int most) {
        return "A request can have at most " + most + " " + what + ". Which part do you want to plan first?";
    }

    static String typo(String word, String known) {
        return "Did you mean " + quote(known) + " where you wrote " + quote(word) + "?";
    }

    /// @param hints what to say about some of the words
    static String unexplained(List<String> words, Set<String> hints) {
        String quoted = words.stream().limit(MAX_WORDS).map(Questions::quote).collect(Collectors.joining(", "));
        String all = words.size() > MAX_WORDS ? quoted + " and " + (words.size() - MAX_WORDS) + " more" : quoted;
        return hints.isEmpty()
                ? "What do you mean by " + all + "? Use other words, or leave " + (words.size() == 1 ? "it" : "them")
                        + " out."
                : "Cannot interpret " + all + ". " + String.join(" ", hints);
    }

    static String unsupported(String category, String what) {
        return quote(what)
                + switch (category) {
                    case "database" -> " is not a supported database. Which one do you want: PostgreSQL or none?";
                    case "language" ->
                        " is not a supported language. Which one do you want: Python, Node.js, Go or Java?";
                    case "framework" ->
                        " is not a framework that you can choose. Which one do you want: Python with FastAPI, "
                                + "Node.js with Express, Go with Gin, or Java?";
                    case "interface" -> " is not a supported interface. Do you want REST?";
                    case "environment" -> " is not an environment. Which one do you want: dev, staging or production?";
                    case "strategy" ->
                        " is not a supported strategy. Which one do you want: rolling, blue-green or canary?";
                    case "action" -> " is not a supported action. Which one do you want: create, deploy or roll back?";
                    default -> " is not supported. Leave it out.";
                };
    }

    static String contradiction(Field field, String one, String other, List<String> names) {
        String which = field == Field.REPLICAS ? "How many replicas" : "Which " + field.json();
        return which + " do you want for " + list(names) + ": " + choice(field, one) + " or " + choice(field, other)
                + "?";
    }

    private static String choice(Field field, String value) {
        return field == Field.ENVIRONMENT && value.equals(FieldValues.NONE) ? "no deployment" : value;
    }

    static String notAName(String text) {
        return quote(text) + " is not a valid service name: use lowercase words joined by hyphens, "
                + ServiceName.MIN_LENGTH + " to " + ServiceName.MAX_LENGTH + " characters. "
                + ServiceName.near(text)
                        .map(near -> "Did you mean " + quote(near) + "?")
                        .orElse(name());
    }

    /// "the billing service" can be named either way.
    static String oneName(String word, String noun) {
        String joined = (word + "-" + noun).toLowerCase(Locale.ROOT);
        return ServiceName.isName(joined)
                ? "Is the name of the service " + quote(word) + " or " + quote(joined)
                        + "? Write \"called\" before the name."
                : twoWords(word);
    }

    static String twoWords(String word) {
        return "Which words belong to the name that starts with " + quote(word)
                + "? Join them with hyphens, or put the name in quotes.";
    }

    static String version(String word) {
        return quote(word)
                + " looks like a version, but a request always deploys the latest version. To deploy another one, "
                + "run: agentic service deploy NAME --environment ENVIRONMENT --revision " + word;
    }

    static String which(String word) {
        return "Which service do you mean by " + quote(word) + "? Use its name.";
    }

    static String createOrDeploy() {
        return "Do you want to create a service or deploy an existing one? To create one, write \"create\" or "
                + "\"a new service\". To deploy one, write only its name and the environment.";
    }

    static String question() {
        return "Is this a question or a request? For a request, remove the question mark or start with \"can you\".";
    }

    static String name() {
        return "What is the name of the service?";
    }

    static String whichService(Action action) {
        return "Which service do you want to " + (action == Action.DEPLOY ? "deploy" : "roll back") + "?";
    }

    static String action(List<String> names) {
        return "What do you want to do with " + list(names) + ": create, deploy or roll back?";
    }

    static String count(int announced, List<String> names) {
        return names.isEmpty()
                ? "What are the names of the " + announced + " services?"
                : "How many services do you want: " + announced + ", or the " + names.size() + " that you named ("
                        + String.join(", ", names) + ")?";
    }

    static String oneOrMore(List<String> names) {
        return "Do you want one service, or several" + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
                + "?";
    }

    static String language(List<String> names) {
        return "Which language do you want for " + list(names) + ": Python, Node.js, Go or Java?";
    }

    /// Asks whether what follows the last of several services is meant for all of them.
    static String scope(Field field, String value, List<String> names) {
        String setting = switch (field) {
            case REPLICAS -> value + " replicas";
            case INTERFACE, LANGUAGE, DATABASE, CACHE, MESSAGING, ENVIRONMENT, STRATEGY ->
                value.equals(FieldValues.NONE) ? "no " + field.json() : "the " + field.json() + " " + value;
        };
        return "Do you want " + setting + " for " + list(names) + " only, or for all services?";
    }

    static String environment(List<String> names) {
        return "Which environment do you want for " + list(names) + ": dev, staging or production?";
    }

    static String notOfExisting(Field field, List<String> names) {
        return switch (field) {
            case STRATEGY, REPLICAS, ENVIRONMENT ->
                "You cannot set the " + field.json() + " of a rollback. Do you want to deploy " + list(names)
                        + " instead?";
            case INTERFACE, LANGUAGE, DATABASE, CACHE, MESSAGING ->
                "You can choose the " + field.json() + " only when you create a service. Do you want to create "
                        + list(names) + "?";
        };
    }

    static String promotion(String from, String to) {
        return "You cannot promote from " + from + " to " + to + ". Which promotion do you want: from dev to staging, "
                + "from dev to production, or from staging to production?";
    }

    static String rollbackTo(String environment) {
        return "Do you want to restore the previous release in " + environment + "? If so, write \"in " + environment
                + "\".";
    }

    static String replicas(String said) {
        return "You cannot have " + said + " replicas. How many do you want, from " + Replicas.MIN + " to "
                + Replicas.MAX + "?";
    }

    static String twice(String name) {
        return "What do you want to do with " + name + ": create, deploy or roll back? You named it more than once.";
    }
}
