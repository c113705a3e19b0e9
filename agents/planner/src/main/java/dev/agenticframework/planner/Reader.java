package dev.agenticframework.planner;

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

/// Reads a sentence from left to right as phrases and takes the longest known phrase each time. Every token belongs to
/// exactly one mention.
final class Reader {
    private static final String OF_ALL = "all ";

    private final Sentence sentence;
    private final Phrases phrases;

    Reader(Sentence sentence, Phrases phrases) {
        this.sentence = sentence;
        this.phrases = phrases;
    }

    List<Mention> mentions() {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        while (at < sentence.size()) {
            Mention mention = mentionAt(at);
            mentions.add(mention);
            at = mention.to();
        }
        return mentions;
    }

    private Mention mentionAt(int at) {
        return phrases.longest(sentence, at).map(match -> mention(at, match)).orElseGet(() -> loose(at));
    }

    private Mention loose(int at) {
        boolean definite = sentence.is(at, "def");
        return definite || sentence.is(at, "indef")
                ? new Mention.Determiner(at, at + 1, definite)
                : new Mention.Loose(at, at + 1);
    }

    private Mention mention(int at, Match match) {
        String[] kind = match.kind().split(" ", 2);
        return switch (kind[0]) {
            case "act" -> act(at, match, kind[1]);
            case "want" -> new Mention.Want(at, match.to(), kind.length > 1);
            case "head" -> head(at, match);
            case "name" -> new Mention.Named(at, match.to(), nameToken(match).orElse(at));
            case "attr" -> attribute(at, match, kind.length > 1 ? kind[1] : "");
            case "role" -> new Mention.Role(at, match.to(), field(kind[1]));
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
        boolean obliged = match.has("must") && !match.words().contains("is");
        List<Said> said = verb == Verb.KEEP ? List.of() : said(match);
        return new Mention.Act(at, match.to(), verb, said, nameToken(match), obliged);
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
        boolean definite = match.has("def");
        boolean next = match.has("another")
                || match.words().contains("another")
                || match.words().contains("other");
        boolean fresh = next || match.has("new");
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
        List<Said> said = match.has("count")
                ? said(match).stream()
                        .filter(one -> one.field() != Field.REPLICAS)
                        .toList()
                : said(match);
        return new Mention.Head(
                at,
                match.to(),
                definite,
                match.has("indef"),
                fresh,
                next,
                count,
                many,
                noun && !match.words().contains("one"),
                !match.has("noun"),
                said);
    }

    private static Mention attribute(int at, Match match, String assignment) {
        boolean deploying = assignment.equals("deploy=yes");
        if (assignment.isEmpty() || deploying) {
            return new Mention.Attribute(at, match.to(), said(match), deploying, false);
        }
        boolean ofAll = assignment.startsWith(OF_ALL);
        String[] halves = (ofAll ? assignment.substring(OF_ALL.length()) : assignment).split("=", 2);
        return new Mention.Attribute(at, match.to(), List.of(new Said(field(halves[0]), halves[1])), false, ofAll);
    }

    private static Field field(String type) {
        return Field.ofClass(type)
                .orElseThrow(() -> new IllegalStateException("phrases.txt has an unknown field: " + type));
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
        String text = sentence.tokens(what.token(), what.token() + what.length()).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
        return new Mention.Unsupported(at, match.to(), text, what.value());
    }
}
