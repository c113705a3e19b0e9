package dev.agenticframework.httpapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.agenticframework.engine.Principal;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Issues and verifies the platform's own tokens: JSON Web Tokens (RFC 7519), HMAC-SHA-256 under the installation's
/// local key.
public final class Tokens {
    /// The longest validity of a token.
    public static final Duration MAX_VALIDITY = Duration.ofDays(366);

    private static final String ISSUER = "agentic-framework";
    private static final String AUDIENCE = "agentic-framework-api";
    private static final String GROUPS = "groups";
    private static final int MAX_TOKEN_LENGTH = 8 * 1024;
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private final byte[] key;
    private final Clock clock;
    private final Revocations revocations;

    /// @param key 32 bytes or more
    public Tokens(byte[] key, Clock clock, Revocations revocations) {
        this.key = key.clone();
        this.clock = clock;
        this.revocations = revocations;
    }

    /// A token and what it says.
    ///
    /// @param text the token; a secret
    public record Issued(String text, Token token) {
        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }

    /// Issues a token with an id of its own.
    ///
    /// @param subject such as `user@example.com`
    /// @param groups such as `admin`
    public Issued issue(String subject, Set<String> groups, Duration validity) {
        // Tokens have whole seconds.
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var token = new Token(
                UUID.randomUUID().toString(), new Principal(subject, groups), Optional.of(now), now.plus(validity));
        var claims = new JWTClaimsSet.Builder()
                .jwtID(token.id())
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim(GROUPS, List.copyOf(groups))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(token.expiresAt()))
                .build();
        try {
            var signed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            signed.sign(new MACSigner(key));
            return new Issued(signed.serialize(), token);
        } catch (JOSEException e) {
            throw new IllegalStateException("The local key cannot sign.", e);
        }
    }

    /// The result of verifying a token.
    public sealed interface Verified {
        /// The token is valid now.
        record Valid(Token token) implements Verified {}

        /// This installation issued the token, but it is not valid: it has expired, or was revoked.
        ///
        /// @param reason a sentence for its bearer
        record Lapsed(Token token, String reason) implements Verified {}

        /// The token is malformed, forged, or from another issuer.
        record Unknown() implements Verified {}
    }

    /// Verifies a token.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `TOKEN_REGISTER_UNREADABLE`
    public Verified verify(String text) {
        return genuine(text).<Verified>map(this::judged).orElseGet(Verified.Unknown::new);
    }

    private Verified judged(Token token) {
        if (clock.instant().isAfter(token.expiresAt().plus(CLOCK_SKEW))) {
            return new Verified.Lapsed(token, "The token has expired.");
        }
        return revocations.revoked(token)
                ? new Verified.Lapsed(token, "The token was revoked.")
                : new Verified.Valid(token);
    }

    /// Whether a token that was valid is valid still.
    boolean isValid(Token token) {
        return judged(token) instanceof Verified.Valid;
    }

    private Optional<Token> genuine(String text) {
        if (text.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(text);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(new MACVerifier(key))) {
                return Optional.empty();
            }
            return token(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Token> token(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        String subject = claims.getSubject();
        if (!ISSUER.equals(claims.getIssuer())
                || !claims.getAudience().contains(AUDIENCE)
                || subject == null
                || subject.isBlank()
                || expires == null
                || expires.toInstant().isAfter(now.plus(MAX_VALIDITY).plus(CLOCK_SKEW))
                || (begins != null && now.isBefore(begins.toInstant().minus(CLOCK_SKEW)))) {
            return Optional.empty();
        }
        List<String> groups = claims.getStringListClaim(GROUPS);
        String id = claims.getJWTID();
        return Optional.of(new Token(
                id == null ? "" : id,
                new Principal(subject, groups == null ? Set.of() : Set.copyOf(groups)),
                Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant),
                expires.toInstant()));
    }
}
