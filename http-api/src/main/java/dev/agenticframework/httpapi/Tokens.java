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

/// Issues and verifies the platform's own tokens: JSON Web Tokens (RFC 7519), HMAC-SHA-256 under the installation's
/// local key.
public final class Tokens {
    private static final String ISSUER = "agentic-framework";
    private static final String AUDIENCE = "agentic-framework-api";
    private static final String GROUPS = "groups";
    private static final int MAX_TOKEN_LENGTH = 8 * 1024;
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private final byte[] key;
    private final Clock clock;

    /// @param key 32 bytes or more
    public Tokens(byte[] key, Clock clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /// Issues a token.
    ///
    /// @param subject such as `user@example.com`
    /// @param groups such as `admin`
    public String issue(String subject, Set<String> groups, Duration validity) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim(GROUPS, List.copyOf(groups))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .build();
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The local key cannot sign.", e);
        }
    }

    /// The principal of a token; empty when the token is malformed, forged, from another issuer, or not valid now.
    public Optional<Principal> verify(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(new MACVerifier(key))) {
                return Optional.empty();
            }
            return principal(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Principal> principal(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        String subject = claims.getSubject();
        if (!ISSUER.equals(claims.getIssuer())
                || !claims.getAudience().contains(AUDIENCE)
                || subject == null
                || subject.isBlank()
                || expires == null
                || now.isAfter(expires.toInstant().plus(CLOCK_SKEW))
                || (begins != null && now.isBefore(begins.toInstant().minus(CLOCK_SKEW)))) {
            return Optional.empty();
        }
        List<String> groups = claims.getStringListClaim(GROUPS);
        return Optional.of(new Principal(subject, groups == null ? Set.of() : Set.copyOf(groups)));
    }
}
