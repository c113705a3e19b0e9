package dev.agenticframework.planner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A line of `clear.txt`: a sentence and the services that it requests.
record Expectation(String sentence, List<Wanted> services) {

    /// One service with the fields that the sentence sets.
    record Wanted(String action, String name, Map<Field, String> said) {
        boolean isMetBy(ServiceRequest request) {
            return request.action().toString().equals(action)
                    && request.name().value().equals(name)
                    && said.entrySet().stream()
                            .allMatch(one -> request.values().of(one.getKey()).equals(one.getValue()));
        }
    }

    static List<Expectation> clear() {
        return lines("clear.txt").map(Expectation::parse).toList();
    }

    static List<String> unclear() {
        return lines("ask.txt").map(Expectation::unescaped).toList();
    }

    private static Stream<String> lines(String resource) {
        try (var stream = Expectation.class.getResourceAsStream(resource)) {
            var text = new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("# "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        return line.replace("\\n", "\n");
    }

    private static Expectation parse(String line) {
        String[] halves = line.split(" :: ", 2);
        List<Wanted> services =
                Arrays.stream(halves[0].split(" ; ")).map(Expectation::wanted).toList();
        return new Expectation(unescaped(halves[1]), services);
    }

    private static Wanted wanted(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split(" +")));
        words.remove("?");
        Map<Field, String> said = new EnumMap<>(Field.class);
        for (String word : words.subList(2, words.size())) {
            put(said, word);
        }
        return new Wanted(words.get(0), words.get(1), said);
    }

    private static void put(Map<Field, String> said, String word) {
        String[] pair = word.split("=", 2);
        Field field = pair.length == 2
                ? Field.valueOf(pair[0].toUpperCase(java.util.Locale.ROOT))
                : switch (word) {
                    case "python", "nodejs", "go", "java" -> Field.LANGUAGE;
                    case "rest", "grpc", "event-driven" -> Field.INTERFACE;
                    case "postgresql", "dynamodb" -> Field.DATABASE;
                    case "redis" -> Field.CACHE;
                    case "dev", "staging", "production" -> Field.ENVIRONMENT;
                    case "none" -> said.containsKey(Field.DATABASE) ? Field.ENVIRONMENT : Field.DATABASE;
                    default -> throw new IllegalArgumentException(word);
                };
        said.put(field, pair[pair.length - 1]);
    }

    boolean isMetBy(List<ServiceRequest> requests) {
        List<ServiceRequest> left = new ArrayList<>(requests);
        for (Wanted wanted : services) {
            var met = left.stream().filter(wanted::isMetBy).findFirst();
            if (met.isEmpty()) {
                return false;
            }
            left.remove(met.get());
        }
        return left.isEmpty();
    }
}
