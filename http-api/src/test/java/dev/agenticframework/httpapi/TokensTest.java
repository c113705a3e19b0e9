package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.httpapi.Tokens.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final byte[] KEY = key((byte) 1);

    private static byte[] key(byte filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, filling);
        return key;
    }

    private static Tokens tokens(byte[] key, Instant now) {
        return new Tokens(key, Clock.fixed(now, ZoneOffset.UTC), Revocations.NONE);
    }

    private static Optional<Principal> valid(byte[] key, Instant now, String token) {
        return tokens(key, now).verify(token) instanceof Verified.Valid(var valid)
                ? Optional.of(valid.principal())
                : Optional.empty();
    }

    @Test
    void tokenSpeaksForItsSubjectAndGroups() {
        String token = tokens(KEY, NOW)
                .issue("ada@example.com", Set.of("developer"), Duration.ofHours(1))
                .text();

        var principal = valid(KEY, NOW, token).orElseThrow();

        assertThat(principal.name()).isEqualTo("ada@example.com");
        assertThat(principal.groups()).containsExactly("developer");
    }

    @Test
    void expiredTokenIsRefused() {
        String token =
                tokens(KEY, NOW).issue("ada", Set.of(), Duration.ofHours(1)).text();

        assertThat(valid(KEY, NOW.plus(Duration.ofMinutes(59)), token)).isPresent();
        assertThat(valid(KEY, NOW.plus(Duration.ofMinutes(61)), token)).isEmpty();
    }

    @Test
    void tokenOfAnotherKeyIsRefused() {
        String token = tokens(key((byte) 2), NOW)
                .issue("ada", Set.of("admin"), Duration.ofHours(1))
                .text();

        assertThat(valid(KEY, NOW, token)).isEmpty();
    }

    @Test
    void tokenForAnotherAudienceIsRefused() throws JOSEException {
        assertThat(valid(KEY, NOW, signed("agentic-framework-api", NOW))).isPresent();
        assertThat(valid(KEY, NOW, signed("billing", NOW))).isEmpty();
        assertThat(valid(KEY, NOW, signed(null, NOW))).isEmpty();
    }

    @Test
    void tokenThatIsNotValidYetIsRefused() throws JOSEException {
        assertThat(valid(KEY, NOW, signed("agentic-framework-api", NOW.plus(Duration.ofMinutes(5)))))
                .isEmpty();
    }

    private static String signed(@Nullable String audience, Instant notBefore) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer("agentic-framework")
                .subject("ada")
                .audience(audience)
                .notBeforeTime(Date.from(notBefore))
                .expirationTime(Date.from(NOW.plus(Duration.ofHours(1))))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(KEY));
        return token.serialize();
    }

    @Test
    void tokenWithoutSignatureIsRefused() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        String header = encoder.encodeToString("{\"alg\":\"none\"}".getBytes());
        String claims =
                encoder.encodeToString("{\"iss\":\"agentic-framework\",\"sub\":\"ada\",\"exp\":9999999999}".getBytes());

        assertThat(valid(KEY, NOW, header + "." + claims + ".")).isEmpty();
    }

    @Test
    void tokenWithChangedClaimsIsRefused() {
        String[] parts = tokens(KEY, NOW)
                .issue("ada", Set.of(), Duration.ofHours(1))
                .text()
                .split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("ada", "eve");
        String forged = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes()) + "."
                + parts[2];

        assertThat(valid(KEY, NOW, forged)).isEmpty();
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(valid(KEY, NOW, "")).isEmpty();
        assertThat(valid(KEY, NOW, "a.b.c")).isEmpty();
        assertThat(valid(KEY, NOW, "x".repeat(100_000))).isEmpty();
    }
}
