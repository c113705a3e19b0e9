package dev.agenticframework.planner;

import dev.agenticframework.planner.Mention.Act;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Head;
import dev.agenticframework.planner.Mention.Pause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Combines mentions into groups of services. Resolves which attribute belongs to which name and what "it" refers to.
/// Reports every mention that fits nowhere as unexplained.
final class Assembler {
    private final Discourse discourse;
    private final FollowUps followUps;
    private final Verbs verbs;
    private final Names names;
    private final Heads heads;
    private final References references;
    private final Attributes attributes;

    Assembler(Discourse discourse) {
        this.discourse = discourse;
        this.followUps = new FollowUps(discourse);
        this.verbs = new Verbs(discourse, followUps);
        this.names = new Names(discourse, followUps);
        this.references = new References(discourse);
        this.attributes = new Attributes(discourse);
        this.heads = new Heads(discourse, followUps, references, attributes);
    }

    List<Group> groups() {
        for (Mention mention = discourse.step(); mention != null; mention = discourse.step()) {
            take(mention);
        }
        followUps.close();
        return discourse.groups();
    }

    private void take(Mention mention) {
        switch (mention) {
            case Act act -> act(act);
            case Mention.Want want -> verbs.want(want);
            case Head head -> heads.head(head);
            case Mention.Named named -> names.marked(named);
            case Mention.Attribute attribute -> attributes.attribute(attribute);
            case Mention.From from -> attributes.from(from);
            case Mention.Role role -> attributes.role(role);
            case Mention.Reference reference -> references.reference(reference, reference.all());
            case Mention.As as -> requireNext(as, Head.class);
            case Break pause -> pause(pause);
            case Mention.Filler filler -> filler(filler);
            case Mention.Determiner determiner -> requireNext(determiner, Mention.Loose.class);
            case Mention.Unsupported unsupported -> unsupported(unsupported);
            case Mention.Loose loose -> names.loose(loose);
        }
    }

    private void act(Act act) {
        verbs.act(act);
        act.said().forEach(attributes::attach);
        act.object().ifPresent(names::object);
    }

    private void requireNext(Mention mention, Class<? extends Mention> type) {
        if (!type.isInstance(discourse.next())) {
            discourse.unexplained(mention);
        }
    }

    private void unsupported(Mention.Unsupported unsupported) {
        String question = Questions.unsupported(unsupported.category(), unsupported.what());
        discourse.doubts().unexplained(unsupported.what(), question);
    }

    private void pause(Break pause) {
        Mention next = discourse.next();
        if (joins(pause) && (next == null || isBroken(pause, next))) {
            discourse.unexplained(pause);
        }
        if (pause.pause() == Pause.BAR && (next == null || next instanceof Break)) {
            discourse.doubts().unexplained(discourse.token(pause.from()).text());
        }
        if (pause.pause() == Pause.QUESTION && !discourse.asked) {
            discourse.doubts().ask(Questions.question());
        }
        if (pause.pause() == Pause.STOP || pause.pause() == Pause.QUESTION) {
            discourse.asked = false;
            discourse.group().toAll = false;
        }
    }

    private static boolean joins(Break pause) {
        return pause.pause() == Pause.AND || pause.pause() == Pause.BUT || pause.pause() == Pause.COLON;
    }

    private boolean isBroken(Break pause, Mention next) {
        boolean again = next instanceof Break after && after.pause() != Pause.STOP && after.pause() != Pause.OPEN;
        boolean runsOn = pause.pause() == Pause.AND
                && isName(discourse.before())
                && next instanceof Mention.Attribute
                && discourse.places().isJoining(next);
        return again || runsOn;
    }

    /// Whether a mention is an unmarked name. Only the end of a marked name is certain.
    private static boolean isName(@Nullable Mention mention) {
        return mention instanceof Mention.Loose;
    }

    private void filler(Mention.Filler filler) {
        discourse.asked |= filler.asks();
        attributes.tell(filler);
        if (!filler.courtesy() && discourse.isOpening()) {
            discourse.unexplained(filler);
        }
    }
}
