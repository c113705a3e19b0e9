package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Act;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Head;
import dev.agenticframework.planner.Mention.Pause;
import dev.agenticframework.planner.Mention.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a word that no phrase explains is the name of a service, based on its place in the request.
final class NamePlaces {
    /// A place for a name.
    enum Place {
        /// "create NAME", "deploy NAME"
        AFTER_VERB,
        /// "a Go service NAME"
        AFTER_NOUN,
        /// "..., NAME and NAME"
        LIST,
        /// "NAME: Go, REST"
        OPENING,
        /// "I need NAME deployed"
        WANTED,
        /// "deploy to staging NAME"
        LATE,
        NONE
    }

    enum Verdict {
        YES,
        UNSURE,
        NO
    }

    private static final java.util.regex.Pattern VERSION = java.util.regex.Pattern.compile(
            "(v|ver|version|release|rel|rc|build|rev|revision|commit|tag|branch|hotfix|bugfix|fix|patch|pr|mr)"
                    + "-?[0-9]+((rc|alpha|beta)[0-9]*)?([.-](rc|alpha|beta|snapshot|final)?[0-9]*)*");
    private static final java.util.regex.Pattern COMMIT = java.util.regex.Pattern.compile("(?=.*[0-9])[0-9a-f]{7,40}");

    private final List<Mention> mentions;
    private final Sentence sentence;
    private final Lexicon lexicon;

    NamePlaces(List<Mention> mentions, Sentence sentence, Lexicon lexicon) {
        this.mentions = mentions;
        this.sentence = sentence;
        this.lexicon = lexicon;
    }

    @Nullable
    Mention before(int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (!(mentions.get(i) instanceof Mention.Filler filler && filler.courtesy())) {
                return mentions.get(i);
            }
        }
        return null;
    }

    private @Nullable Mention after(int index) {
        return index + 1 < mentions.size() ? mentions.get(index + 1) : null;
    }

    /// Whether the words after a name seem to belong to it: "called user service".
    boolean runsOn(int index) {
        Mention next = after(index);
        return next != null && !(next instanceof Break) && sentence.isContent(next.from()) && !isListed(next);
    }

    /// A phrase that begins with a joining word ("with 3 replicas") never belongs to the name, even if that word
    /// has other meanings.
    private boolean isListed(Mention next) {
        return next instanceof Act || next instanceof Mention.Filler;
    }

    boolean isJoining(Mention mention) {
        return sentence.isJoining(mention.from());
    }

    boolean isTelling(Mention mention) {
        return sentence.is(mention.from(), "telling");
    }

    /// "v2", "release-42" and "a4f2a91" are versions of a service, not names.
    static boolean isVersion(String word) {
        return VERSION.matcher(word).matches() || COMMIT.matcher(word).matches();
    }

    /// Whether a word in the middle of a phrase, as in "roll NAME back", can be a name.
    boolean canBeObject(Token token, int at) {
        if (token.isQuoted()) {
            return true;
        }
        boolean word = token.kind() == Token.Kind.WORD
                && !sentence.isContent(at)
                && !isCommon(token.word())
                && !isVersion(token.word());
        return word && lexicon.suggestion(token.word()).isEmpty();
    }

    Place place(int index, Group group) {
        Mention before = before(index);
        if (before instanceof Mention.Determiner) {
            before = beforeDeterminer(index);
        }
        return switch (before) {
            case null -> opens(index) || isHyphenated(index) ? Place.OPENING : Place.NONE;
            case Act act -> isVerb(act) && act.object().isEmpty() && !isChange(act) ? Place.AFTER_VERB : Place.NONE;
            case Head _ -> Place.AFTER_NOUN;
            case Mention.Want _ -> Place.WANTED;
            case Mention.Reference _ -> group.both && group.runs.isEmpty() ? Place.AFTER_VERB : Place.NONE;
            case Break pause -> afterBreak(index, pause, group);
            case Mention.Attribute _, Mention.From _ -> late(group);
            default -> Place.NONE;
        };
    }

    private @Nullable Mention beforeDeterminer(int index) {
        int i = index - 1;
        while (i >= 0 && !(mentions.get(i) instanceof Mention.Determiner)) {
            i--;
        }
        return before(i);
    }

    private boolean isChange(Act act) {
        return act.verb() == Verb.CREATE && sentence.is(act.from(), "changing");
    }

    private static boolean isVerb(Act act) {
        return act.verb() == Verb.CREATE || act.verb() == Verb.DEPLOY || act.verb() == Verb.ROLL_BACK;
    }

    private static Place late(Group group) {
        return group.isOfExisting() && group.runs.isEmpty() && group.previous == null ? Place.LATE : Place.NONE;
    }

    private Place afterBreak(int index, Break pause, Group group) {
        boolean opensLine = pause.pause() == Pause.STOP && (opens(index) || isHyphenated(index));
        if (opensLine && !group.started()) {
            return Place.OPENING;
        }
        if (pause.pause() == Pause.COLON || pause.pause() == Pause.STOP || pause.pause() == Pause.OPEN) {
            boolean unnamed = group.head != null && group.names().isEmpty();
            if (group.expectsMore()) {
                return Place.LIST;
            }
            if (pause.pause() == Pause.COLON && group.isOfExisting() && !group.started() && isPlaced(index)) {
                return Place.AFTER_VERB;
            }
            boolean toCreate = group.action == Action.CREATE && !group.started();
            if (toCreate && pause.pause() == Pause.COLON) {
                return Place.AFTER_VERB;
            }
            return unnamed && (pause.pause() == Pause.COLON || isBracketed(index, pause))
                    ? Place.AFTER_NOUN
                    : Place.NONE;
        }
        if (pause.pause() == Pause.COMMA && isApposition(index, group)) {
            return Place.AFTER_NOUN;
        }
        boolean listing = pause.pause() == Pause.COMMA || pause.pause() == Pause.AND || pause.pause() == Pause.BAR;
        return listing && (!group.names().isEmpty() || group.expectsMore()) ? Place.LIST : Place.NONE;
    }

    /// "deploy: billing, production": the words that follow describe the name.
    private boolean isPlaced(int index) {
        Mention next = after(index) instanceof Break ? after(index + 1) : after(index);
        return next instanceof Mention.Attribute;
    }

    /// "a Go service (billing-api)"
    private boolean isBracketed(int index, Break pause) {
        return pause.pause() == Pause.OPEN
                && isHyphenated(index)
                && after(index) instanceof Break end
                && end.pause() == Pause.CLOSE;
    }

    /// "a Go service, billing-api, ...": between commas, only a name that ends in a word such as "api" counts.
    private boolean isApposition(int index, Group group) {
        return group.head != null
                && !group.isPlural()
                && group.names().isEmpty()
                && index > 1
                && mentions.get(index - 2) instanceof Head
                && isHyphenated(index)
                && (after(index) == null || after(index) instanceof Break)
                && saysService(sentence.token(mentions.get(index).from()));
    }

    private static boolean saysService(Token token) {
        return ServiceName.read(token.text()).filter(ServiceName::saysService).isPresent();
    }

    private boolean isHyphenated(int index) {
        return mentions.get(index) instanceof Mention.Loose loose
                && sentence.text(loose.from()).contains("-");
    }

    /// "billing: ..." is a name, and the words that follow describe it.
    boolean isLabel(int index) {
        return after(index) instanceof Break pause && pause.pause() == Pause.COLON;
    }

    private boolean opens(int index) {
        return switch (after(index)) {
            case Break pause -> pause.pause() == Pause.COLON;
            case Act act -> act.obliged();
            case Mention.Attribute _ -> after(index + 1) instanceof Act act && act.obliged() && !isVerb(act);
            case Mention.Filler filler -> !filler.courtesy();
            case null, default -> false;
        };
    }

    /// "Thanks, Anna" at the end names the sender.
    boolean isSignature(int index) {
        int last = mentions.size() - 1;
        boolean ends = index == last
                || (index == last - 1 && mentions.get(last) instanceof Break stop && stop.pause() == Pause.STOP);
        int closing = index - 1;
        while (closing > 0 && mentions.get(closing) instanceof Break) {
            closing--;
        }
        return ends
                && Character.isUpperCase(
                        sentence.text(mentions.get(index).from()).charAt(0))
                && closing > 0
                && closing < index - 1
                && sentence.is(mentions.get(closing).from(), "closing")
                && mentions.get(closing - 1) instanceof Break before
                && before.pause() == Pause.STOP;
    }

    /// "routes (Java, no database)"
    private boolean isExplained(int index) {
        return after(index) instanceof Break pause && pause.pause() == Pause.OPEN;
    }

    /// "I need orders, a Go service, ..."
    private boolean isExplainedAside(int index) {
        return after(index) instanceof Break pause
                && pause.pause() == Pause.COMMA
                && after(index + 1) instanceof Head head
                && head.indefinite()
                && !head.pronoun();
    }

    Verdict verdict(int index, Token token, Place place, Group group) {
        if (place == Place.NONE || token.kind() == Token.Kind.MARK) {
            return Verdict.NO;
        }
        if (token.isQuoted()) {
            return Verdict.YES;
        }
        if (token.kind() == Token.Kind.STRANGE || isVersion(token.word())) {
            return Verdict.NO;
        }
        return token.word().contains("-") ? hyphenated(index, token, place, group) : plain(index, token, place, group);
    }

    private Verdict hyphenated(int index, Token token, Place place, Group group) {
        boolean object =
                place == Place.AFTER_VERB && group.isOfExisting() && !(before(index) instanceof Mention.Determiner);
        boolean listed = place == Place.LIST
                && group.expectsMore()
                && saysService(token)
                && !(before(index) instanceof Mention.Determiner);
        return lexicon.describes(token.word()) && !object && !listed ? Verdict.NO : Verdict.YES;
    }

    private Verdict plain(int index, Token token, Place place, Group group) {
        boolean announced = place == Place.LIST
                && (group.announcesCount() || (group.expectsMore() && (opens(index) || isExplained(index))));
        boolean wanted = after(index) instanceof Act || isExplainedAside(index);
        boolean weak = place == Place.LATE || (place == Place.WANTED && !wanted);
        if (weak || lexicon.isFunction(token.word()) || (!announced && isCommon(token.word()))) {
            return Verdict.NO;
        }
        if (lexicon.suggestion(token.word()).isPresent()) {
            return Verdict.NO;
        }
        if (after(index) instanceof Head) {
            return Verdict.UNSURE;
        }
        return before(index) instanceof Mention.Determiner ? Verdict.NO : Verdict.YES;
    }

    private boolean isCommon(String word) {
        return lexicon.isCommon(word)
                || word.matches(".{3,}(ly|able|ible|ful|less|ous|est|ise|ize)|.{2,}[^e]ed")
                || word.length() < ServiceName.MIN_LENGTH;
    }
}
