package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Pause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of reading a request: the current mention, the groups of services so far, and the group that the current
/// words describe.
final class Discourse {
    private final Sentence sentence;
    private final List<Mention> mentions;
    private final NamePlaces places;
    private final Doubts doubts;
    private final List<Group> groups = new ArrayList<>();
    private Group group = new Group(null, null);
    private int index = -1;
    /// Whether the current sentence began with a polite question, so its question mark does not make it a question.
    boolean asked;

    Discourse(Sentence sentence, List<Mention> mentions, NamePlaces places, Doubts doubts) {
        this.sentence = sentence;
        this.mentions = mentions;
        this.places = places;
        this.doubts = doubts;
        groups.add(group);
    }

    /// Moves to the next mention.
    @Nullable
    Mention step() {
        index++;
        return index < mentions.size() ? mentions.get(index) : null;
    }

    Mention current() {
        return mentions.get(index);
    }

    int index() {
        return index;
    }

    @Nullable
    Mention next() {
        return index + 1 < mentions.size() ? mentions.get(index + 1) : null;
    }

    /// The previous mention that is not a courtesy.
    @Nullable
    Mention before() {
        return places.before(index);
    }

    /// The previous mention, skipping one comma or colon.
    @Nullable
    Mention beforePause() {
        int last = index - 1;
        return last > 0 && isLight(mentions.get(last)) ? mentions.get(last - 1) : before();
    }

    /// The next mention, skipping one comma or colon.
    @Nullable
    Mention afterPause() {
        Mention next = next();
        return next != null && isLight(next) && index + 2 < mentions.size() ? mentions.get(index + 2) : next;
    }

    private static boolean isLight(Mention mention) {
        return mention instanceof Mention.Break pause && (pause.pause() == Pause.COMMA || pause.pause() == Pause.COLON);
    }

    /// Whether a clause begins here: at the start of the request, or after the end of a sentence.
    boolean isOpening() {
        Mention before = before();
        return before == null || (before instanceof Mention.Break pause && pause.pause() == Pause.STOP);
    }

    NamePlaces places() {
        return places;
    }

    Doubts doubts() {
        return doubts;
    }

    Token token(int at) {
        return sentence.token(at);
    }

    /// The tokens of a mention.
    List<Token> tokens(Mention mention) {
        return sentence.tokens(mention.from(), mention.to());
    }

    boolean says(Mention mention, String word) {
        return tokens(mention).stream().anyMatch(token -> token.word().equals(word));
    }

    String firstWord(Mention mention) {
        return sentence.token(mention.from()).word();
    }

    /// Reports a mention that does not fit here.
    void unexplained(Mention mention) {
        tokens(mention).forEach(token -> {
            if (token.kind() != Token.Kind.MARK) {
                doubts.unexplained(token.text());
            }
        });
    }

    /// The group that the current words describe.
    Group group() {
        return group;
    }

    List<Group> groups() {
        return List.copyOf(groups);
    }

    /// Begins a group for the words that follow.
    ///
    /// @param further whether they say more about the previous services, as "deploy it" does
    void begin(Action action, boolean further) {
        group = new Group(action, further ? groups.getLast() : null);
        groups.add(group);
    }

    /// Ends the current group. The words that follow describe an earlier one again.
    void returnTo(Group earlier) {
        groups.remove(group);
        group = earlier;
    }
}
