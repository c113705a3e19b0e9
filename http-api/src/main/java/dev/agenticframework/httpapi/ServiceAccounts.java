package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.TokenList;
import dev.agenticframework.httpapi.wire.TokenRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Issues tokens to service accounts: each is recorded before it is handed out.
public final class ServiceAccounts {
    private final Tokens tokens;
    private final TokenRegister register;

    public ServiceAccounts(Tokens tokens, TokenRegister register) {
        this.tokens = tokens;
        this.register = register;
    }

    /// Issues a token.
    ///
    /// @param account the name of the service account
    /// @param issuedBy the name of who asked for it
    /// @throws dev.agenticframework.agentapi.FailureException `SERVICE_ACCOUNT_INVALID`, `GROUP_INVALID`,
    ///     `TOO_MANY_TOKENS`, `TOKEN_REGISTER_UNWRITABLE`
    public TokenRecord issue(String account, Set<String> groups, Duration validity, String issuedBy) {
        Subjects.requireGroups(groups);
        var issued = tokens.issue(Subjects.ofServiceAccount(account), groups, validity);
        return record(register.add(issued.token(), issuedBy), Optional.of(issued.text()));
    }

    /// The tokens that have not expired, oldest first, without the tokens themselves.
    public TokenList list() {
        return new TokenList(register.issued().stream()
                .map(one -> record(one, Optional.empty()))
                .toList());
    }

    private static TokenRecord record(IssuedToken one, Optional<String> text) {
        return new TokenRecord(
                one.id(),
                one.subject(),
                one.groups(),
                one.issuedAt(),
                one.expiresAt(),
                one.issuedBy(),
                one.revoked(),
                text);
    }
}
