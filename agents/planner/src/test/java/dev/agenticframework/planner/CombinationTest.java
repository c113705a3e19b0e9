package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.RequestedService.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sentences that combine different phrases for the same parts, so that the request is always the same.
class CombinationTest {
    private static final RequestParser PARSER = new RequestParser(Environments.defaults());
    private static final List<String> OPENINGS = List.of(
            "Create",
            "please build",
            "Could you set up",
            "I need",
            "we'd like",
            "Spin up",
            "can you scaffold",
            "Let's bootstrap");
    private static final List<String> KINDS = List.of(
            "a new Go microservice",
            "a Go REST API",
            "a golang service",
            "a small Gin API",
            "a fresh REST service in Go");
    private static final List<String> NAMES =
            List.of("called stock-api", "named `stock-api`", "with the name stock-api", "by the name of \"stock-api\"");
    private static final List<String> STORES = List.of(
            "with PostgreSQL",
            "backed by Postgres",
            "using a postgres database",
            "that stores its data in pg",
            ", db: postgres,");
    private static final List<String> PLACES = List.of(
            "and deploy it to staging",
            "on staging",
            "for our staging environment",
            "-> stage",
            ". Deploy it to staging.",
            "and roll it out to stg",
            "; it should run in staging");

    @Test
    void everyCombinationOfPhrasesIsTheSameRequest() {
        for (String sentence : sentences()) {
            Understanding understood = PARSER.understand(sentence);
            assertThat(understood.questions()).as(sentence).isEmpty();
            assertThat(understood.services()).as(sentence).singleElement().satisfies(request -> {
                assertThat(request.action()).isEqualTo(Action.CREATE);
                assertThat(request.name().value()).isEqualTo("stock-api");
                assertThat(request.language()).isEqualTo("go");
                assertThat(request.database()).isEqualTo("postgresql");
                assertThat(request.environment()).isEqualTo("staging");
            });
        }
    }

    private static List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (String opening : OPENINGS) {
            for (String kind : KINDS) {
                for (String name : NAMES) {
                    for (String store : STORES) {
                        PLACES.forEach(place -> sentences.add(String.join(" ", opening, kind, name, store, place)));
                    }
                }
            }
        }
        return sentences;
    }
}
