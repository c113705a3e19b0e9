package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the generated description of the API to the one that was written by hand before: whatever it described is
/// described still, except for the differences in `openapi-differences.txt`.
class OpenApiTest {
    /// Keywords whose arrays are sets.
    private static final Set<String> SETS = Set.of("required", "enum", "type");

    private static String resource(String name) throws IOException {
        try (var file = OpenApiTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> meant(String mark) throws IOException {
        return resource("openapi-differences.txt")
                .lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    @Test
    void onlyTheDifferencesThatAreMeantExist(@TempDir Path home) throws Exception {
        JsonNode generated;
        try (var api = new RunningApi(home)) {
            generated = api.contract().document();
        }
        var before = statements(JsonMapper.shared().readTree(resource("openapi-written-by-hand.json")));
        var now = statements(generated);

        assertThat(difference(before, now)).containsExactlyInAnyOrderElementsOf(meant("- "));
        assertThat(difference(now, before)).containsExactlyInAnyOrderElementsOf(meant("+ "));
    }

    /// The statements of one document that the other does not make; of an object that is missing, only the object.
    private static List<String> difference(Set<String> one, Set<String> other) {
        return one.stream()
                .filter(statement -> !other.contains(statement))
                .filter(statement -> parents(statement).allMatch(other::contains))
                .toList();
    }

    private static Stream<String> parents(String statement) {
        return Stream.iterate(
                statement.substring(0, Math.max(0, statement.lastIndexOf('/'))),
                place -> !place.isEmpty(),
                place -> place.substring(0, place.lastIndexOf('/')));
    }

    /// What a document says, one line for each statement; texts for people and the order of members do not count.
    private static Set<String> statements(JsonNode document) {
        var all = new TreeSet<String>();
        add(document, "", "", all);
        return all;
    }

    private static void add(JsonNode node, String keyword, String place, Set<String> all) {
        if (node.isObject()) {
            all.add(place);
            node.propertyStream()
                    .filter(member -> !isText(member.getKey(), member.getValue()))
                    .forEach(member -> add(
                            member.getValue(),
                            member.getKey(),
                            place + "/" + member.getKey().replace("/", "~1"),
                            all));
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                String name = item.path("name").asString("");
                add(item, "", SETS.contains(keyword) ? place : place + "[" + name + "]", all);
            }
        } else {
            all.add(place + " " + node.asString().replace("/", "~1"));
        }
    }

    private static boolean isText(String keyword, JsonNode value) {
        return value.isString() && (keyword.equals("description") || keyword.equals("summary"));
    }
}
