package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final RequestParser PARSER = new RequestParser(Environments.defaults());
    private static final int EVERY = 5;
    private static final double LEAST_SHARE_UNDERSTOOD = 0.95;

    @Test
    void noClearSentenceIsMisunderstood() {
        assertThat(Expectation.clear())
                .filteredOn(one -> PARSER.understand(one.sentence()).isClear())
                .allSatisfy(one -> assertThat(
                                one.isMetBy(PARSER.understand(one.sentence()).services()))
                        .as(one.sentence())
                        .isTrue());
    }

    @Test
    void clearSentencesAreUnderstood() {
        List<Expectation> clear = Expectation.clear();
        long understood = clear.stream()
                .filter(one -> PARSER.understand(one.sentence()).isClear())
                .count();
        assertThat((double) understood / clear.size()).isGreaterThanOrEqualTo(LEAST_SHARE_UNDERSTOOD);
    }

    @Test
    void unclearSentencesGetAQuestion() {
        assertThat(Expectation.unclear()).allSatisfy(sentence -> {
            Understanding understood = PARSER.understand(sentence);
            assertThat(understood.isClear()).as(sentence).isFalse();
            assertThat(understood.questions()).as(sentence).isNotEmpty();
        });
    }

    /// The parser must explain every word of a request: with one additional unexplained word, it asks a question.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zorbly", "never", "unless", "except", "if", "maybe", "or", "instead", "delete", "MongoDB", "$x", "зорб"
            })
    void unexplainedWordIsNeverIgnored(String word) {
        List<Expectation> clear = Expectation.clear();
        for (int i = Math.floorMod(word.hashCode(), EVERY); i < clear.size(); i += EVERY) {
            for (String sentence : insertions(clear.get(i).sentence(), word)) {
                assertThat(PARSER.understand(sentence).isClear()).as(sentence).isFalse();
            }
        }
    }

    private static List<String> insertions(String sentence, String word) {
        List<String> all = new ArrayList<>();
        all.add(word + " " + sentence);
        for (int i = sentence.indexOf(' '); i >= 0; i = sentence.indexOf(' ', i + 1)) {
            all.add(sentence.substring(0, i) + " " + word + sentence.substring(i));
        }
        all.add(sentence + " " + word);
        return all;
    }

    @Test
    void sameRequestGetsTheSameAnswer() {
        var other = new RequestParser(Environments.defaults());
        assertThat(Expectation.clear())
                .allSatisfy(one ->
                        assertThat(other.understand(one.sentence())).isEqualTo(PARSER.understand(one.sentence())));
    }

    @Test
    void capitalsDoNotChangeTheMeaning() {
        List<Expectation> plain = Expectation.clear().stream()
                .filter(one -> PARSER.understand(one.sentence()).isClear())
                .toList();
        assertThat(plain).allSatisfy(one -> {
            Understanding shouted = PARSER.understand(one.sentence().toUpperCase(java.util.Locale.ROOT));
            assertThat(shouted.isClear() && !one.isMetBy(shouted.services()))
                    .as(one.sentence())
                    .isFalse();
        });
    }

    /// Shuffled words can get a question or a plan, but never cause an exception.
    @Test
    void shuffledWordsNeverThrow() {
        var random = new Random(20260401);
        for (Expectation one : Expectation.clear()) {
            List<String> words = new ArrayList<>(List.of(one.sentence().split("[ \n]+")));
            java.util.Collections.shuffle(words, random);
            assertThat(PARSER.understand(String.join(" ", words))).isNotNull();
        }
    }

    @Test
    void tooLongRequestsAreRefused() {
        assertThat(PARSER.understand("Create a service ".repeat(10_000)).isClear())
                .isFalse();
        assertThat(PARSER.understand("create ".repeat(280)).isClear()).isFalse();
        assertThat(PARSER.understand("rest api ".repeat(220)).isClear()).isFalse();
        assertThat(PARSER.understand("a ".repeat(1_000)).isClear()).isFalse();
        assertThat(PARSER.understand("\"".repeat(2_000)).isClear()).isFalse();
    }

    @Test
    void tooManyServicesGetAQuestion() {
        var names = new StringBuilder("Create services called s0-api");
        for (int i = 1; i <= Judge.MAX_SERVICES; i++) {
            names.append(", s").append(i).append("-api");
        }
        assertThat(PARSER.understand(names + " in Go on dev").isClear()).isFalse();
    }

    @Test
    void typoGetsASuggestionAndNoPlan() {
        Understanding understood = PARSER.understand("Deploy orders to stagin");
        assertThat(understood.isClear()).isFalse();
        assertThat(understood.questions())
                .anySatisfy(question -> assertThat(question).contains("\"staging\""));
    }

    @Test
    void nameThatMightIncludeItsNounGetsAQuestionWithBothNames() {
        assertThat(PARSER.understand("Deploy the billing service to staging").questions())
                .anySatisfy(
                        question -> assertThat(question).contains("\"billing\"").contains("\"billing-service\""));
    }

    @Test
    void versionIsNotANameAndTheAnswerShowsTheCommandToDeployIt() {
        for (String version : List.of("v2", "v1.2.3", "release-42", "v2-rc1", "a4f2a91")) {
            Understanding understood = PARSER.understand("Deploy " + version + " to staging");
            assertThat(understood.isClear()).as(version).isFalse();
            assertThat(understood.questions())
                    .as(version)
                    .anySatisfy(question -> assertThat(question).contains("--revision " + version));
        }
    }

    @Test
    void servicesKeepTheOrderOfTheirFirstMention() {
        Understanding understood = PARSER.understand(
                "Create orders-api and payments-api in Go in dev; payments-api with Postgres, orders-api without a database");
        assertThat(understood.services())
                .extracting(service -> service.name().value() + " " + service.database())
                .containsExactly("orders-api none", "payments-api postgresql");
    }

    @Test
    void unsetFieldsAreListedAsDefaults() {
        ServiceRequest request = PARSER.understand("Create a Go service called orders")
                .services()
                .getFirst();
        assertThat(request.defaults())
                .contains(Field.DATABASE, Field.ENVIRONMENT, Field.INTERFACE, Field.REPLICAS, Field.STRATEGY)
                .doesNotContain(Field.LANGUAGE);
        assertThat(request.environment()).isEqualTo("dev");
        assertThat(request.database()).isEqualTo("none");
    }
}
