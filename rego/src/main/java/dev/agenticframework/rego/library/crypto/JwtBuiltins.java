package dev.agenticframework.rego.library.crypto;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.library.encoding.EncodingBuiltins;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// `io.jwt.*`: decoding, verification and signing of JSON Web Tokens.
public final class JwtBuiltins {
    /// The maximum depth of nested tokens.
    private static final int MAX_NESTING = 16;

    private JwtBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("io.jwt.decode", (_, operands) -> decode(Operands.string(operands, 0), 0));
        table.function("io.jwt.decode_verify", (context, operands) -> JwtVerification.decodeVerify(context, operands));
        table.function(
                "io.jwt.encode_sign",
                (_, operands) -> encodeSign(
                        JsonWriter.compact().htmlSafe().write(operands[0]),
                        JsonWriter.compact().htmlSafe().write(operands[1]),
                        JsonText.write(operands[2])));
        table.function("io.jwt.encode_sign_raw", (_, operands) -> encodeSignRaw(operands));
        for (String algorithm : JsonWebSignature.ALGORITHMS) {
            String name = "io.jwt.verify_" + algorithm.toLowerCase(java.util.Locale.ROOT);
            if (algorithm.startsWith("HS")) {
                table.function(name, (_, operands) -> verifySecret(algorithm, operands));
            } else {
                table.function(name, (_, operands) -> verifyKey(algorithm, operands));
            }
        }
    }

    private static Value decode(String text, int depth) {
        JsonWebToken token = JsonWebToken.parse(text);
        if (token.headerText("cty").equals("JWT") && depth < MAX_NESTING) {
            return decode(token.payloadText().replaceAll("^[\"']+|[\"']+$", ""), depth + 1);
        }
        String signature = HexFormat.of().formatHex(token.signatureOrProblem());
        return ArrayValue.of(token.header(), token.payload(), StringValue.of(signature));
    }

    private static Value verifySecret(String algorithm, Value[] operands) {
        String text = Operands.string(operands, 0);
        byte[] secret = Operands.string(operands, 1).getBytes(StandardCharsets.UTF_8);
        String[] parts = JsonWebToken.split(text);
        byte[] content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        byte[] signature = EncodingBuiltins.decodeBase64Url(parts[2]);
        return BooleanValue.of(MessageDigest.isEqual(JsonWebSignature.mac(algorithm, secret, content), signature));
    }

    private static Value verifyKey(String algorithm, Value[] operands) {
        String text = Operands.string(operands, 0);
        JsonWebToken.split(text);
        List<JsonWebKey> keys = JwtKeys.parse(Operands.string(operands, 1));
        JsonWebToken token = JsonWebToken.parse(text);
        token.requireWellTypedHeader();
        return BooleanValue.of(JwtKeys.anyVerifies(keys, token, algorithm));
    }

    private static Value encodeSignRaw(Value[] operands) {
        String key = Operands.string(operands, 2);
        return encodeSign(Operands.string(operands, 0), Operands.string(operands, 1), key);
    }

    private static Value encodeSign(String headerText, String payload, String jwk) {
        List<JsonWebKey> keys = JwtKeys.parseJwk(jwk);
        if (keys.isEmpty()) {
            throw BuiltinException.failure("no keys found in JWK set");
        }
        ObjectValue header = parsedHeader(headerText);
        if (!(header.get("alg") instanceof StringValue algorithm)) {
            throw BuiltinException.failure("missing or invalid 'alg' header: jwsbb: header \"alg\" not found");
        }
        if (!JsonWebSignature.ALGORITHMS.contains(algorithm.text())) {
            throw BuiltinException.failure("unknown JWS algorithm: " + algorithm.text());
        }
        boolean isJwt =
                !(header.get("typ") instanceof StringValue type) || type.text().equals("JWT");
        if (isJwt && !isJson(payload)) {
            throw BuiltinException.failure("type is JWT but payload is not JSON");
        }
        String content = encoded(headerText.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(payload.getBytes(StandardCharsets.UTF_8));
        byte[] signature = JsonWebSignature.sign(
                algorithm.text(), keys.getFirst().key(), content.getBytes(StandardCharsets.UTF_8));
        return StringValue.of(content + "." + encoded(signature));
    }

    private static ObjectValue parsedHeader(String text) {
        if (!text.isEmpty() && !text.startsWith("{")) {
            return ObjectValue.EMPTY;
        }
        try {
            return JsonText.parse(text) instanceof ObjectValue header ? header : ObjectValue.EMPTY;
        } catch (JsonText.InvalidJson invalid) {
            String why = text.isEmpty() ? "cannot parse empty string" : String.valueOf(invalid.getMessage());
            throw BuiltinException.failure("missing or invalid 'alg' header: cannot parse JSON: " + why);
        }
    }

    private static boolean isJson(String text) {
        try {
            JsonText.parse(text);
            return true;
        } catch (JsonText.InvalidJson invalid) {
            return false;
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
