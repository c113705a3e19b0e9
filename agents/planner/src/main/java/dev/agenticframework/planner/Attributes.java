package dev.agenticframework.planner;

import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.planner.Mention.Break;
import dev.agenticframework.planner.Mention.Said;
import org.jspecify.annotations.Nullable;

/// Handles the attributes of services, and assigns each one to the services that it describes.
final class Attributes {
    private final Discourse discourse;

    Attributes(Discourse discourse) {
        this.discourse = discourse;
    }

    void attribute(Mention.Attribute attribute) {
        Group group = discourse.group();
        if (attribute.ofAll()) {
            group.toAll = true;
        }
        checkPlace(attribute);
        attribute.said().forEach(this::attach);
        group.deploySaid |= attribute.deploying();
        tell(attribute);
    }

    /// Asks about "roll back billing to staging", because a rollback does not move a service to
    /// another environment.
    private void checkPlace(Mention.Attribute attribute) {
        boolean toPlace = discourse.says(attribute, "to")
                || discourse.firstWord(attribute).matches("onto|into");
        if (toPlace && discourse.group().action == Action.ROLLBACK) {
            attribute.said().stream()
                    .filter(said -> said.field() == Field.ENVIRONMENT)
                    .forEach(said -> discourse.doubts().ask(Questions.rollbackTo(said.value())));
        }
    }

    /// Notes whether a mention describes how something is.
    void tell(Mention mention) {
        Group group = discourse.group();
        boolean toBe = discourse.firstWord(mention).equals("to")
                && mention.to() - mention.from() > 1
                && discourse.token(mention.from() + 1).word().equals("be");
        Mention before = discourse.before();
        boolean tells = discourse.places().isTelling(mention) && !isRelative(before);
        group.telling |= group.action == null && (toBe || tells);
        group.reporting |= group.action == null && tells && isState(mention) && !(before instanceof Break);
    }

    /// "is running in dev", "lives in dev"
    private boolean isState(Mention mention) {
        return discourse.firstWord(mention).matches("is|are|runs|lives|sits");
    }

    /// "..., which talks to Postgres" describes a requested service; "it talks to Postgres" can report a fact.
    private boolean isRelative(@Nullable Mention before) {
        return before instanceof Mention.Filler filler
                && discourse.firstWord(filler).matches("that|which|who");
    }

    void attach(Said one) {
        Group group = discourse.group();
        if (group.toAll || group.runs.isEmpty()) {
            group.shared.put(one, discourse.doubts());
            return;
        }
        Run run = group.last();
        run.put(one, discourse.doubts());
        run.closed |= !run.names.isEmpty();
        if (discourse.before() instanceof Break || (run.alone && !run.detached.isEmpty())) {
            run.detached.add(one.field());
        }
    }

    void from(Mention.From from) {
        Group group = discourse.group();
        boolean moves = group.action == Action.DEPLOY || (group.action == null && !group.started());
        if (!moves || group.from != null) {
            discourse.unexplained(from);
            return;
        }
        group.from = from.source();
        from.target().ifPresent(target -> attach(new Said(Field.ENVIRONMENT, target)));
    }

    /// "as its database" gives the role of PostgreSQL, which comes directly before or after it.
    void role(Mention.Role role) {
        if (!says(discourse.beforePause(), role.field()) && !says(discourse.afterPause(), role.field())) {
            discourse.unexplained(role);
        }
    }

    private static boolean says(@Nullable Mention mention, Field field) {
        return switch (mention) {
            case Mention.Attribute attribute -> attribute.said().stream().anyMatch(said -> said.field() == field);
            case Mention.Act act -> act.said().stream().anyMatch(said -> said.field() == field);
            case null, default -> false;
        };
    }
}
