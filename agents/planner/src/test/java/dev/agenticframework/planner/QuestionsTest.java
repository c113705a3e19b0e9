package dev.agenticframework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Environments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The questions as users read them.
class QuestionsTest {
    private static final RequestParser PARSER = new RequestParser(Environments.defaults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Create a Go service in dev | What is the name of the service?
            Deploy to staging | Which service do you want to deploy?
            Deploy orders | Which environment do you want for orders: dev, staging or production?
            Deploy a-api, b-api and c-api | Which environment do you want for a-api, b-api and c-api: dev, staging or production?
            Create a Go service called orders in Python in dev | Which language do you want for orders: go or python?
            Deploy orders to staging with 2 replicas and 3 replicas | How many replicas do you want for orders: 2 or 3?
            Deploy orders to staging with 12 replicas | You cannot have 12 replicas. How many do you want, from 1 to 10?
            Create two Go services called orders in dev | How many services do you want: 2, or the 1 that you named (orders)?
            Create two Go services in dev | What are the names of the 2 services?
            Create a service called orders in Rust | "Rust" is not a supported language. Which one do you want: Python, Node.js, Go or Java?
            Deploy orders to stagin | Did you mean "staging" where you wrote "stagin"?
            Deploy orders to staging with zorbly | What do you mean by "with", "zorbly"? Use other words, or leave them out.
            Deploy orders to staging tomorrow | Cannot interpret "tomorrow". A plan starts immediately, so leave out the time.
            Deploy orders in Go to staging | You can choose the language only when you create a service. Do you want to create orders?
            Roll back orders in staging with canary | You cannot set the strategy of a rollback. Do you want to deploy orders instead?
            Roll back orders to staging | Do you want to restore the previous release in staging? If so, write "in staging".
            """)
    void unclearRequestGetsItsQuestion(String request, String question) {
        assertThat(PARSER.understand(request).questions()).contains(question);
    }
}
