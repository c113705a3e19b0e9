package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `io.jwt.decode_verify`: verifies the signature and all constraints of a token.
final class JwtVerification {
    private static final int MAX_NESTING = 16;
    private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY);

    private JwtVerification() {}

    /// The constraints on a token. An empty text means no constraint.
    private record Constraints(
            @Nullable List<JsonWebKey> keys,
            String secret,
            String algorithm,
            String issuer,
            String audience,
            BigDecimal nowSeconds) {}

    static Value decodeVerify(BuiltinContext context, Value[] operands) {
        ObjectValue options = Operands.object(operands, 1);
        Constraints constraints = constraints(context, options);
        String text = Operands.string(operands, 0);
        for (int depth = 0; depth < MAX_NESTING; depth++) {
            JsonWebToken token = JsonWebToken.parse(text);
            token.requireWellTypedHeader();
            if (!token.hasAcceptableHeader() || !isSigned(token, constraints)) {
                return UNVERIFIED;
            }
            if (!token.headerText("cty").equalsIgnoreCase("JWT")) {
                ObjectValue payload = token.payload();
                return holds(payload, constraints)
                        ? ArrayValue.of(BooleanValue.TRUE, token.header(), payload)
                        : UNVERIFIED;
            }
            text = token.payloadText();
        }
        return UNVERIFIED;
    }

    private static Constraints constraints(BuiltinContext context, ObjectValue options) {
        List<JsonWebKey> keys = null;
        BigDecimal nanos = BigDecimal.valueOf(context.nowNanos());
        for (int i = 0; i < options.size(); i++) {
            String name = Operands.stringValue(options.keyAt(i), 1).text();
            switch (name) {
                case "cert" -> keys = JwtKeys.parse(text(options, "cert"));
                case "secret", "alg", "iss", "aud" -> text(options, name);
                case "time" -> nanos = time(options.valueAt(i));
                default -> throw BuiltinException.failure("unknown token validation constraint: " + name);
            }
        }
        String secret = text(options, "secret");
        if (keys != null && !secret.isEmpty()) {
            throw BuiltinException.failure("duplicate key constraints");
        }
        if (keys == null && secret.isEmpty()) {
            throw BuiltinException.failure("no key constraint");
        }
        BigDecimal seconds = nanos.divide(NANOS_A_SECOND);
        return new Constraints(keys, secret, text(options, "alg"), text(options, "iss"), text(options, "aud"), seconds);
    }

    private static BigDecimal time(Value value) {
        if (!(value instanceof NumberValue number)) {
            throw BuiltinException.failure("token time constraint: must be a number");
        }
        if (number.toBigDecimal().signum() < 0) {
            throw BuiltinException.failure("token time constraint: must not be negative");
        }
        return number.toBigDecimal();
    }

    private static String text(ObjectValue options, String name) {
        return switch (options.get(name)) {
            case null -> "";
            case StringValue text -> text.text();
            default -> throw BuiltinException.failure(name + " constraint: must be a string");
        };
    }

    private static boolean isSigned(JsonWebToken token, Constraints constraints) {
        String algorithm = token.headerText("alg");
        if (!constraints.algorithm().isEmpty() && !constraints.algorithm().equals(algorithm)) {
            return false;
        }
        if (!JsonWebSignature.ALGORITHMS.contains(algorithm)) {
            return false;
        }
        List<JsonWebKey> keys = constraints.keys();
        if (keys != null) {
            return JwtKeys.anyVerifies(keys, token, algorithm);
        }
        byte[] secret = constraints.secret().getBytes(StandardCharsets.UTF_8);
        return algorithm.startsWith("HS")
                && JsonWebSignature.verify(
                        algorithm, new SecretKeySpec(secret, "RAW"), token.signedContent(), token.signature());
    }

    private static boolean holds(ObjectValue payload, Constraints constraints) {
        return holdsIssuer(payload, constraints.issuer())
                && holdsAudience(payload.get("aud"), constraints.audience())
                && holdsTimes(payload, constraints.nowSeconds());
    }

    private static boolean holdsIssuer(ObjectValue payload, String issuer) {
        return issuer.isEmpty() || StringValue.of(issuer).equals(payload.get("iss"));
    }

    private static boolean holdsAudience(@Nullable Value audience, String wanted) {
        return switch (audience) {
            case null -> wanted.isEmpty();
            case StringValue text -> text.text().equals(wanted);
            case ArrayValue array -> array.contains(StringValue.of(wanted));
            default -> false;
        };
    }

    private static boolean holdsTimes(ObjectValue payload, BigDecimal now) {
        BigDecimal expires = seconds(payload, "exp");
        if (expires != null && now.compareTo(expires) >= 0) {
            return false;
        }
        BigDecimal notBefore = seconds(payload, "nbf");
        return notBefore == null || now.compareTo(notBefore) >= 0;
    }

    private static @Nullable BigDecimal seconds(ObjectValue payload, String claim) {
        return switch (payload.get(claim)) {
            case null -> null;
            case NumberValue number -> number.toBigDecimal();
            default -> throw BuiltinException.failure(claim + " value must be a number");
        };
    }
}
