package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Environments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Understands requests in plain English, and reports what it does not understand. It uses no clock, network or random
/// numbers: the same request always gets the same answer.
public final class RequestParser {
    static final int MAX_CHARACTERS = 2_000;
    static final int MAX_TOKENS = 400;

    private final Lexicon lexicon;
    private final Phrases phrases;
    private final Defaults defaults;

    /// @param environments the environments that requests can name
    public RequestParser(Environments environments) {
        this.defaults = new Defaults(environments);
        this.lexicon = Lexicon.of(lines("lexicon.txt"), lines("not-names.txt"), environments.names());
        this.phrases = new Phrases(lines("phrases.txt"));
    }

    private static List<String> lines(String resource) {
        try (var stream = RequestParser.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The jar of the planner has no " + resource + ".");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads one request, which can have any number of sentences.
    public Understanding understand(String request) {
        if (request.length() > MAX_CHARACTERS) {
            return ask(Questions.tooLong("characters", MAX_CHARACTERS));
        }
        List<Token> tokens = Tokenizer.tokens(request, word -> lexicon.knows(word) || phrases.knows(word));
        if (tokens.size() > MAX_TOKENS) {
            return ask(Questions.tooLong("words", MAX_TOKENS));
        }
        return understand(tokens);
    }

    private static Understanding ask(String question) {
        return new Understanding(List.of(), List.of(), List.of(question));
    }

    private Understanding understand(List<Token> tokens) {
        var doubts = new Doubts();
        var sentence = new Sentence(tokens, lexicon);
        List<Mention> mentions = new Reader(sentence, phrases).mentions();
        var places = new NamePlaces(mentions, sentence, lexicon);
        List<Group> groups = new Assembler(new Discourse(sentence, mentions, places, doubts)).groups();
        List<Judge.Draft> drafts = new Judge(doubts).drafts(groups);
        if (!doubts.words().isEmpty()) {
            askAbout(doubts);
        }
        List<ServiceRequest> services = drafts.stream()
                .map(draft -> defaults.complete(draft.action(), new ServiceName(draft.name()), draft.said()))
                .toList();
        return new Understanding(services, doubts.words(), doubts.questions());
    }

    private void askAbout(Doubts doubts) {
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> hints = new LinkedHashSet<>();
        for (String word : doubts.open()) {
            String plain = word.toLowerCase(Locale.ROOT);
            Optional<String> suggestion = lexicon.knows(plain) ? Optional.empty() : lexicon.suggestion(plain);
            suggestion.ifPresentOrElse(known -> doubts.ask(Questions.typo(word, known)), () -> unknown.add(word));
            lexicon.hint(plain).ifPresent(hints::add);
        }
        if (!unknown.isEmpty()) {
            doubts.ask(Questions.unexplained(List.copyOf(unknown), hints));
        }
    }
}
