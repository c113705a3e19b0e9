package dev.agenticframework.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Guesses from a service's name what the service manages: `user-service` manages a `user`, `order-history-api` a
/// `history`. A name without a countable noun (`billing-service`, `inventory`) gives none, and the template's
/// default applies.
final class ResourceNoun {
    private static final Set<String> NOT_NOUNS = Set.of(
            "service",
            "services",
            "svc",
            "api",
            "apis",
            "rest",
            "server",
            "backend",
            "app",
            "application",
            "micro",
            "microservice",
            "ms",
            "system",
            "manager",
            "management",
            "my",
            "the",
            "new",
            "test",
            "demo",
            "example",
            "core",
            "platform",
            "store",
            "registry",
            "internal",
            "public",
            "python",
            "node",
            "nodejs",
            "java",
            "go");
    private static final Set<String> UNCOUNTABLE = Set.of(
            "inventory",
            "auth",
            "authentication",
            "authorization",
            "analytics",
            "data",
            "info",
            "information",
            "news",
            "media",
            "search",
            "stock",
            "mail",
            "email",
            "logistics",
            "weather",
            "traffic",
            "content",
            "feedback",
            "money",
            "music",
            "software",
            "hardware",
            "equipment",
            "series",
            "status",
            "chat",
            "cash",
            "finance");
    private static final Map<String, String> IRREGULAR = Map.of("person", "people", "child", "children");

    private ResourceNoun() {}

    /// The singular noun in a service's name, if it has one.
    static Optional<String> ofService(String serviceName) {
        List<String> words = new ArrayList<>(Arrays.asList(serviceName.split("-", -1)));
        words.removeIf(word -> NOT_NOUNS.contains(word) || word.matches("v?\\d+") || !word.matches("[a-z][a-z0-9]*"));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String word = words.getLast();
        boolean countable = !UNCOUNTABLE.contains(word) && !word.endsWith("ing");
        return countable ? Optional.of(singular(word)) : Optional.empty();
    }

    static String singular(String word) {
        for (var pair : IRREGULAR.entrySet()) {
            if (pair.getValue().equals(word)) {
                return pair.getKey();
            }
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".+(sses|xes|ches|shes|zzes)")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.endsWith("s") && word.length() > 3 && !word.matches(".+(ss|us|is|as)");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    static String plural(String noun) {
        String irregular = IRREGULAR.get(noun);
        if (irregular != null) {
            return irregular;
        }
        if (noun.matches(".+[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun.matches(".+(s|x|z|ch|sh)") ? noun + "es" : noun + "s";
    }
}
