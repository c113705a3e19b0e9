package dev.agenticframework.httpapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The content of a [TokenRegister].
///
/// @param issued to service accounts
/// @param ids of revoked tokens, with the time after which no such token is valid anyway
/// @param subjects whose tokens were revoked, with the time before which those were issued
record RegisterContent(List<IssuedToken> issued, Map<String, Instant> ids, Map<String, Instant> subjects) {
    static final RegisterContent EMPTY = new RegisterContent(List.of(), Map.of(), Map.of());

    RegisterContent {
        issued = List.copyOf(issued);
        ids = Map.copyOf(ids);
        subjects = Map.copyOf(subjects);
    }

    boolean revokes(Token token) {
        if (ids.containsKey(token.id())) {
            return true;
        }
        Instant before = subjects.get(token.principal().name());
        return before != null
                && token.issuedAt().map(issuedAt -> issuedAt.isBefore(before)).orElse(true);
    }

    /// Without what has no effect any more.
    RegisterContent pruned(Instant now) {
        return new RegisterContent(
                issued.stream().filter(one -> one.expiresAt().isAfter(now)).toList(),
                kept(ids, now),
                kept(subjects, now.minus(Tokens.MAX_VALIDITY)));
    }

    private static Map<String, Instant> kept(Map<String, Instant> all, Instant after) {
        var kept = new LinkedHashMap<>(all);
        kept.values().removeIf(until -> until.isBefore(after));
        return kept;
    }

    RegisterContent with(IssuedToken token) {
        var more = new ArrayList<>(issued);
        more.add(token);
        return new RegisterContent(more, ids, subjects);
    }

    RegisterContent withoutToken(String id, Instant until) {
        var more = new LinkedHashMap<>(ids);
        more.put(id, until);
        return new RegisterContent(
                issued.stream()
                        .map(one -> one.id().equals(id) ? one.asRevoked() : one)
                        .toList(),
                more,
                subjects);
    }

    RegisterContent withoutSubject(String subject, Instant before) {
        var more = new LinkedHashMap<>(subjects);
        more.put(subject, before);
        return new RegisterContent(
                issued.stream()
                        .map(one ->
                                one.subject().equals(subject) && one.issuedAt().isBefore(before)
                                        ? one.asRevoked()
                                        : one)
                        .toList(),
                ids,
                more);
    }
}
