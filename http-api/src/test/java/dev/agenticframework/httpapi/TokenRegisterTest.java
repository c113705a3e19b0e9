package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.httpapi.Tokens.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRegisterTest {
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    private final Shifted clock = new Shifted();
    private TokenRegister register;
    private Tokens tokens;

    /// The time of this machine, moved forward.
    private static final class Shifted extends Clock {
        private Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }
    }

    @BeforeEach
    void open() {
        register = reopened();
        tokens = new Tokens(KEY, clock, register);
    }

    private TokenRegister reopened() {
        return new TokenRegister(folder.resolve("tokens.json"), clock);
    }

    private Tokens.Issued issue(String subject) {
        return tokens.issue(subject, Set.of("developer"), Duration.ofDays(30));
    }

    private boolean valid(Tokens.Issued issued) {
        return new Tokens(KEY, clock, reopened()).verify(issued.text()) instanceof Verified.Valid
                && tokens.verify(issued.text()) instanceof Verified.Valid;
    }

    @Test
    void revokedTokenIsRefusedAtOnceInEveryProcessAndAfterARestart() {
        var one = issue("ann");
        var other = issue("ann");

        reopened().revoke(one.token().id());

        assertThat(valid(one)).isFalse();
        assertThat(tokens.verify(one.text())).isInstanceOf(Verified.Lapsed.class);
        assertThat(valid(other)).isTrue();
    }

    @Test
    void allTokensOfASubjectAreRevokedAndLaterOnesAreValid() {
        var before = issue("ann");
        var others = issue("bob");

        register.revokeSubject("ann");
        var after = issue("ann");

        assertThat(valid(before)).isFalse();
        assertThat(valid(others)).isTrue();
        assertThat(valid(after)).isTrue();
    }

    @Test
    void tokensOfServiceAccountsAreListedUntilTheyExpireAndNeverWithTheirText() throws IOException {
        var issued =
                new ServiceAccounts(tokens, register).issue("ci", Set.of("developer"), Duration.ofDays(30), "root");

        assertThat(register.issued()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(issued.id());
            assertThat(one.subject()).isEqualTo("service:ci");
            assertThat(one.issuedBy()).isEqualTo("root");
            assertThat(one.revoked()).isFalse();
        });
        assertThat(Files.readString(folder.resolve("tokens.json")))
                .doesNotContain(issued.token().orElseThrow().split("\\.")[2]);
        register.revoke(issued.id());
        assertThat(reopened().issued())
                .singleElement()
                .satisfies(one -> assertThat(one.revoked()).isTrue());

        clock.ahead = Duration.ofDays(31);

        assertThat(register.issued()).isEmpty();
    }

    @Test
    void revocationIsForgottenWhenTheTokenWouldHaveExpired() throws IOException {
        var issued =
                new ServiceAccounts(tokens, register).issue("ci", Set.of("developer"), Duration.ofDays(30), "root");
        register.revoke(issued.id());

        clock.ahead = Duration.ofDays(31);
        register.revoke(issue("ann").token().id());

        assertThat(Files.readString(folder.resolve("tokens.json"))).doesNotContain(issued.id());
    }

    @Test
    void damagedRegisterAcceptsNoToken() throws IOException {
        var issued = issue("ann");
        Files.writeString(folder.resolve("tokens.json"), "{");

        assertThatThrownBy(() -> tokens.verify(issued.text()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("TOKEN_REGISTER_UNREADABLE");
    }

    @Test
    void tokenThatIsValidForTooLongIsRefused() {
        var issued = tokens.issue("ann", Set.of(), Duration.ofDays(400));

        assertThat(tokens.verify(issued.text())).isInstanceOf(Verified.Unknown.class);
    }

    @Test
    void namesThatCouldBeMistakenAreRefused() {
        for (String name :
                new String[] {"group:sre", "team:payments", "agent:codegen", "service:ci", "*", " ", "a\nb"}) {
            assertThatThrownBy(() -> Subjects.requirePerson(name)).hasMessageContaining("SUBJECT_INVALID");
        }
        for (String name : new String[] {"CI", "a b", "../x", "", "service:ci", "a".repeat(61)}) {
            assertThatThrownBy(() -> Subjects.ofServiceAccount(name)).hasMessageContaining("SERVICE_ACCOUNT_INVALID");
        }
    }
}
