package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Requests as different people write them, also with words lost, repeated, swapped or added.
class SpokenRequestTest {
    private static final RequestParser PARSER = new RequestParser(Environments.defaults());
    private static final List<SpokenRequest> ALL = SpokenRequest.all();
    private static final List<SpokenRequest> UNDERSTOOD =
            ALL.stream().filter(one -> PARSER.understand(one.say()).isClear()).toList();
    private static final double LEAST_SHARE_UNDERSTOOD = 0.97;
    private static final long SEED = 20260412;
    private static final int MUTATIONS = 6;

    @Test
    void everyPlanMatchesItsRequest() {
        assertThat(UNDERSTOOD).allSatisfy(one -> {
            assertThat(one.isClear()).as(one.say()).isTrue();
            assertThat(one.isMetBy(PARSER.understand(one.say()).services()))
                    .as(one.say())
                    .isTrue();
        });
    }

    @Test
    void clearRequestsAreUnderstood() {
        long clear = ALL.stream().filter(SpokenRequest::isClear).count();
        assertThat((double) UNDERSTOOD.size() / clear).isGreaterThanOrEqualTo(LEAST_SHARE_UNDERSTOOD);
    }

    @Test
    void everyUnplannedRequestGetsAQuestion() {
        assertThat(ALL)
                .filteredOn(one -> !PARSER.understand(one.say()).isClear())
                .allSatisfy(one -> assertThat(PARSER.understand(one.say()).questions())
                        .as(one.say())
                        .isNotEmpty());
    }

    @Test
    void unknownWordIsNeverIgnored() {
        var random = new Random(SEED);
        for (SpokenRequest one : UNDERSTOOD) {
            List<String> words = words(one.say());
            words.add(random.nextInt(words.size() + 1), "zorbly");
            String more = String.join(" ", words);
            if (PARSER.understand(more).isClear()) {
                assertThat(PARSER.understand(more).services())
                        .as(more)
                        .anySatisfy(
                                service -> assertThat(service.name().value()).isEqualTo("zorbly"));
            }
        }
    }

    /// "not" and "without" reverse the meaning. Without such a word, the plan must be different, or there must
    /// be none.
    @Test
    void negationIsNeverIgnored() {
        for (SpokenRequest one : UNDERSTOOD) {
            List<String> words = words(one.say());
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).matches("(?i)not|don't|without")) {
                    List<String> fewer = new ArrayList<>(words);
                    fewer.remove(i);
                    Understanding positive = PARSER.understand(String.join(" ", fewer));
                    assertThat(positive.isClear() && one.isMetBy(positive.services()))
                            .as(one.say())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void garbledSentencesGetAPlanOrAQuestion() {
        var random = new Random(SEED);
        List<BiFunction<List<String>, Random, String>> mutations = List.of(
                SpokenRequestTest::withoutOne, SpokenRequestTest::withOneTwice, SpokenRequestTest::withTwoSwapped);
        for (SpokenRequest one : ALL) {
            for (int i = 0; i < MUTATIONS && words(one.say()).size() > 1; i++) {
                String mutated = mutations.get(i % mutations.size()).apply(words(one.say()), random);
                Understanding understanding = PARSER.understand(mutated);
                assertThat(understanding.isClear() || !understanding.questions().isEmpty())
                        .as(mutated)
                        .isTrue();
            }
        }
    }

    private static List<String> words(String sentence) {
        return new ArrayList<>(List.of(sentence.split("[ \n]+")));
    }

    private static String withoutOne(List<String> words, Random random) {
        words.remove(random.nextInt(words.size()));
        return String.join(" ", words);
    }

    private static String withOneTwice(List<String> words, Random random) {
        int at = random.nextInt(words.size());
        words.add(at, words.get(at));
        return String.join(" ", words);
    }

    private static String withTwoSwapped(List<String> words, Random random) {
        java.util.Collections.swap(words, random.nextInt(words.size()), random.nextInt(words.size()));
        return String.join(" ", words);
    }
}
