package dev.agenticframework.planner;

import dev.agenticframework.planner.Lexicon.Hit;
import dev.agenticframework.planner.Mention.Pause;
import dev.agenticframework.planner.Mention.Said;
import dev.agenticframework.planner.Mention.Verb;
import dev.agenticframework.planner.Phrases.Capture;
import dev.agenticframework.planner.Phrases.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Reads tokens from left to right as phrases, the longest known one each time. Every token ends up in exactly one
/// mention.
final class Reader {
    private final List<Token> tokens;
    private final Lexicon lexicon;
    private final Phrases phrases;
    private final List<List<Hit>> hits;

    Reader(List<Token> tokens, Lexicon lexicon, Phrases phrases) {
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.phrases = phrases;
        this.hits = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            hits.add(lexicon.hits(tokens, i));
        }
    }

    List<Mention> mentions() {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Mention mention = mentionAt(at);
            mentions.add(mention);
            at = mention.to();
        }
        return mentions;
    }

    /// Whether a token is a verb that may also change what exists: "make".
    boolean isChanging(int token) {
        return hits.get(token).stream().anyMatch(hit -> hit.type().equals("changing"));
    }

    /// Whether a token is a verb that tells how things are: "is", "uses".
    boolean isTelling(int token) {
        return hits.get(token).stream().anyMatch(hit -> hit.type().equals("telling"));
    }

    /// Whether a token begins with a joining word: "to", "with".
    boolean isJoining(int token) {
        return hits.get(token).stream()
                .anyMatch(hit -> hit.type().equals("prep") || hit.type().equals("with"));
    }

    /// Whether a token stands for something by itself, rather than joining others.
    boolean isContent(int token) {
        return hits.get(token).stream()
                .anyMatch(hit -> Field.ofClass(hit.type()).isPresent()
                        || List.of("noun", "stateless", "new", "adj", "unsupported", "dbnoun")
                                .contains(hit.type()));
    }

    String text(int token) {
        return tokens.get(token).text();
    }

    private Mention mentionAt(int at) {
        return phrases.longest(tokens, hits, at, lexicon)
                .map(match -> mention(at, match))
                .orElseGet(() -> loose(at));
    }

    private Mention loose(int at) {
        boolean definite = hits.get(at).stream().anyMatch(hit -> hit.type().equals("def"));
        boolean indefinite = hits.get(at).stream().anyMatch(hit -> hit.type().equals("indef"));
        return definite || indefinite ? new Mention.Determiner(at, at + 1, definite) : new Mention.Loose(at, at + 1);
    }

    private Mention mention(int at, Match match) {
        String[] kind = match.kind().split(" ", 2);
        return switch (kind[0]) {
            case "act" -> act(at, match, kind[1]);
            case "want" -> new Mention.Want(at, match.to(), kind.length > 1);
            case "head" -> head(at, match);
            case "name" -> new Mention.Named(at, match.to(), nameToken(match).orElse(at));
            case "attr" -> attribute(at, match, kind.length > 1 ? kind[1] : "");
            case "from" -> from(at, match);
            case "ref" -> new Mention.Reference(at, match.to(), kind[1].equals("all"));
            case "as" -> new Mention.As(at, match.to());
            case "break" -> new Mention.Break(at, match.to(), Pause.valueOf(kind[1].toUpperCase(Locale.ROOT)));
            case "polite", "upto" -> new Mention.Filler(at, match.to(), false, true);
            case "question" -> new Mention.Filler(at, match.to(), true, true);
            case "glue" -> new Mention.Filler(at, match.to(), false, false);
            case "unsupported" -> unsupported(at, match);
            default -> throw new IllegalStateException("phrases.txt has an unknown kind: " + match.kind());
        };
    }

    private static OptionalInt nameToken(Match match) {
        return match.captures().stream()
                .filter(capture -> capture.type().equals("name"))
                .mapToInt(Capture::token)
                .findFirst();
    }

    private static Mention act(int at, Match match, String what) {
        Verb verb = switch (what) {
            case "create" -> Verb.CREATE;
            case "created" -> Verb.CREATED;
            case "deploy" -> Verb.DEPLOY;
            case "deployed" -> Verb.DEPLOYED;
            case "rollback" -> Verb.ROLL_BACK;
            case "rolledback" -> Verb.ROLLED_BACK;
            case "keep" -> Verb.KEEP;
            default -> throw new IllegalStateException("phrases.txt has an unknown act: " + what);
        };
        boolean obliged = has(match, "must") && !match.words().contains("is");
        List<Said> said = verb == Verb.KEEP ? List.of() : said(match);
        return new Mention.Act(at, match.to(), verb, said, nameToken(match), obliged);
    }

    private static boolean has(Match match, String type) {
        return match.captures().stream().anyMatch(capture -> capture.type().equals(type));
    }

    private static List<Said> said(Match match) {
        List<Said> said = new ArrayList<>();
        for (Capture capture : match.captures()) {
            if (capture.type().equals("stateless")) {
                said.add(new Said(Field.DATABASE, "none"));
            }
            Field.ofClass(capture.type()).ifPresent(field -> said.add(new Said(field, capture.value())));
        }
        return List.copyOf(said);
    }

    private static Mention head(int at, Match match) {
        boolean definite = has(match, "def");
        boolean next = has(match, "another")
                || match.words().contains("another")
                || match.words().contains("other");
        boolean fresh = next || has(match, "new");
        OptionalInt count = match.captures().stream()
                .filter(capture -> capture.type().equals("count"))
                .mapToInt(capture -> Integer.parseInt(capture.value()))
                .findFirst();
        boolean many = match.captures().stream()
                .anyMatch(capture ->
                        capture.type().equals("noun") && capture.value().equals("many"));
        boolean noun = match.captures().stream()
                .allMatch(capture ->
                        capture.type().equals("noun") || capture.type().equals("interface"));
        List<Said> said =
                match.captures().stream().anyMatch(capture -> capture.type().equals("count"))
                        ? said(match).stream()
                                .filter(one -> one.field() != Field.REPLICAS)
                                .toList()
                        : said(match);
        return new Mention.Head(
                at,
                match.to(),
                definite,
                has(match, "indef"),
                fresh,
                next,
                count,
                many,
                noun && !match.words().contains("one"),
                said);
    }

    private static Mention attribute(int at, Match match, String assignment) {
        boolean deploying = assignment.equals("deploy=yes");
        if (assignment.isEmpty() || deploying) {
            return new Mention.Attribute(at, match.to(), said(match), deploying);
        }
        String[] halves = assignment.split("=", 2);
        Field field = Field.ofClass(halves[0]).orElseThrow();
        return new Mention.Attribute(at, match.to(), List.of(new Said(field, halves[1])), false);
    }

    private static Mention from(int at, Match match) {
        List<String> environments = match.captures().stream()
                .filter(capture -> capture.type().equals("environment"))
                .map(Capture::value)
                .toList();
        Optional<String> target = environments.size() > 1 ? Optional.of(environments.get(1)) : Optional.empty();
        return new Mention.From(at, match.to(), environments.getFirst(), target);
    }

    private Mention unsupported(int at, Match match) {
        Capture what = match.captures().stream()
                .filter(capture -> capture.type().equals("unsupported"))
                .findFirst()
                .orElseThrow();
        String text = tokens.subList(what.token(), what.token() + what.length()).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
        return new Mention.Unsupported(at, match.to(), text, what.value());
    }
}
