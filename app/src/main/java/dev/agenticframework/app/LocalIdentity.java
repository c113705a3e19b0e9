package dev.agenticframework.app;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditEntry.Actor;
import dev.agenticframework.agentapi.audit.AuditEntry.Origin;
import dev.agenticframework.agentapi.audit.AuditEntry.Outcome;
import dev.agenticframework.app.configuration.Configuration;
import dev.agenticframework.app.configuration.ConfigurationFile;
import dev.agenticframework.cli.Identity;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.httpapi.AuditQuery;
import dev.agenticframework.httpapi.ServiceAccounts;
import dev.agenticframework.httpapi.Subjects;
import dev.agenticframework.httpapi.TokenRegister;
import dev.agenticframework.httpapi.Tokens;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.runtimeembedded.FileAuditLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Issues and revokes tokens, and reads the audit log, in the process of the command line. A running platform sees the
/// result at once: both use the same files.
final class LocalIdentity implements Identity {
    private final Supplier<Tokens> tokens;
    private final TokenRegister register;
    private final FileAuditLog audit;
    private final Supplier<Configuration> configuration;

    /// @param tokens the signer; its key is created on first use
    LocalIdentity(
            Supplier<Tokens> tokens,
            TokenRegister register,
            FileAuditLog audit,
            Supplier<Configuration> configuration) {
        this.tokens = tokens;
        this.register = register;
        this.audit = audit;
        this.configuration = configuration;
    }

    /// A person's token is short-lived, and is issued even when the audit log cannot be written.
    @Override
    public JsonNode issue(String subject, Set<String> groups, Duration validity, String by) {
        return guarded(() -> {
            Subjects.requirePerson(subject);
            var issued = tokens.get().issue(subject, groups, validity);
            var view = new LinkedHashMap<String, String>();
            view.put("id", issued.token().id());
            view.put("token", issued.text());
            try {
                var entry = entry("issueToken", by, Map.of());
                audit.record(
                        entry.ended(Outcome.DONE, "", "", about(issued.token().id(), subject, groups)));
            } catch (FailureException e) {
                view.put(
                        "note",
                        "The audit log has no entry of this token. "
                                + e.failure().message());
            }
            return Json.tree(view);
        });
    }

    private static Map<String, String> about(String id, String subject, Set<String> groups) {
        return Map.of("token", id, "subject", subject, "groups", String.join(", ", groups));
    }

    @Override
    public JsonNode issueToAccount(String account, Set<String> groups, Duration validity, String by) {
        var asked = new TreeMap<>(Map.of("subject", account, "groups", String.join(", ", groups)));
        return guarded(() -> changed("issueToken", by, Map.of(), asked, () -> {
            var issued = new ServiceAccounts(tokens.get(), register).issue(account, groups, validity, by);
            asked.put("subject", issued.subject());
            asked.put("token", issued.id());
            asked.put("expiresAt", issued.expiresAt().toString());
            return Json.tree(issued);
        }));
    }

    @Override
    public JsonNode tokens() {
        return guarded(() -> Json.tree(new ServiceAccounts(tokens.get(), register).list()));
    }

    @Override
    public void revoke(String id, String by) {
        guarded(() -> changed("revokeToken", by, Map.of("token", id), Map.of(), () -> {
            register.revoke(id);
            return id;
        }));
    }

    @Override
    public void revokeSubject(String subject, String by) {
        guarded(() -> changed("revokeTokensOf", by, Map.of("subject", subject), Map.of(), () -> {
            register.revokeSubject(subject);
            return subject;
        }));
    }

    /// Makes a change between the two entries of the audit log that belong to it.
    private <T> T changed(
            String operation, String by, Map<String, String> before, Map<String, String> after, Supplier<T> change) {
        var entry = entry(operation, by, before);
        audit.record(entry);
        try {
            T result = change.get();
            audit.complete(entry.ended(Outcome.DONE, "", "", after));
            return result;
        } catch (FailureException e) {
            audit.complete(entry.ended(Outcome.FAILED, e.failure().code(), "", after));
            throw e;
        }
    }

    private static AuditEntry entry(String operation, String by, Map<String, String> before) {
        return new AuditEntry(
                UUID.randomUUID().toString(),
                Outcome.BEGUN,
                "",
                new Actor(by, List.of("admin"), "", ""),
                Origin.COMMAND_LINE,
                operation,
                "",
                "",
                List.of(),
                before,
                Map.of());
    }

    @Override
    public JsonNode check(String user, List<String> groups, String permission, String service, String environment) {
        return guarded(() -> {
            var settings = configuration.get();
            if (!environment.equals(Scope.ANY)) {
                settings.environments().get(environment);
            }
            return Json.tree(settings.access()
                    .decide(
                            new Principal(user, Set.copyOf(groups)),
                            permission(permission),
                            new Scope(service, environment)));
        });
    }

    private static Permission permission(String name) {
        return Arrays.stream(Permission.values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new FailureException(Failure.invalid(
                        "PERMISSION_UNKNOWN",
                        "No permission is named '" + name + "'.",
                        "Use one of: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Permission.values())
                                                .map(Permission::toString)
                                                .toList())
                                + ".")));
    }

    @Override
    public JsonNode audit(Map<String, String> query) {
        return guarded(() -> Json.tree(
                AuditQuery.of(name -> Optional.ofNullable(query.get(name))).page(audit, _ -> true)));
    }

    @Override
    public JsonNode verifyAudit() {
        return guarded(() -> Json.tree(audit.verify()));
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (FailureException e) {
            throw Installation.commandFailure(e);
        }
    }

    /// The configuration of an installation.
    static Configuration configuration(Settings settings) {
        return ConfigurationFile.read(settings.file(ConfigurationFile.NAME), Connectors.ALL);
    }
}
