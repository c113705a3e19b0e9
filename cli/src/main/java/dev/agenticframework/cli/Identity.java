package dev.agenticframework.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Tokens, access and the audit log of an installation. They need no running platform. Implemented by the
/// composition root.
public interface Identity {

    /// Issues a token to a person.
    ///
    /// @param by the name of the current user
    /// @return `id`, `token`, and `note` if there is something to say
    /// @throws CommandFailure if the subject is not valid
    JsonNode issue(String subject, Set<String> groups, Duration validity, String by);

    /// Issues a token to a service account.
    ///
    /// @param by the name of the current user
    /// @return the response of `POST /tokens`
    JsonNode issueToAccount(String account, Set<String> groups, Duration validity, String by);

    /// The response of `GET /tokens`.
    JsonNode tokens();

    /// Revokes one token.
    ///
    /// @param by the name of the current user
    void revoke(String id, String by);

    /// Revokes all tokens of a subject that were issued until now.
    ///
    /// @param by the name of the current user
    void revokeSubject(String subject, String by);

    /// Decides whether someone may do something.
    ///
    /// @param permission such as `start`
    /// @param service its name; `*` for all services
    /// @param environment its name; `*` for all environments
    /// @return `allowed` and `reason`
    /// @throws CommandFailure if the permission or the environment does not exist, or the configuration is not
    ///     valid
    JsonNode check(String user, List<String> groups, String permission, String service, String environment);

    /// The response of `GET /audit`.
    ///
    /// @param query its parameters, by name
    JsonNode audit(Map<String, String> query);

    /// Checks that the audit log was not changed.
    ///
    /// @return `entries`, `first`, `last`, `head`, and `problem` if there is one
    JsonNode verifyAudit();
}
