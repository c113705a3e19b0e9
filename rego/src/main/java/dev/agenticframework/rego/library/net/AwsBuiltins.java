package dev.agenticframework.rego.library.net;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.library.crypto.DigestBuiltins;
import dev.agenticframework.rego.library.encoding.Uri;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `providers.aws.sign_req`: signs a request by AWS Signature Version 4.
public final class AwsBuiltins {
    private static final List<String> REQUIRED_CONFIG =
            List.of("aws_service", "aws_access_key", "aws_secret_access_key", "aws_region");
    private static final Set<String> UNSIGNED_HEADERS = Set.of("authorization", "user-agent", "x-amzn-trace-id");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private AwsBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("providers.aws.sign_req", (_, operands) -> sign(operands));
    }

    private static Value sign(Value[] operands) {
        ObjectValue request = Operands.object(operands, 0);
        ObjectValue config = Operands.object(operands, 1);
        requireTexts(2, config, REQUIRED_CONFIG, "AWS config parameters(s)");
        NumberValue time = Operands.number(operands, 2);
        if (!time.isLong() || time.toString().indexOf('e') >= 0) {
            throw BuiltinException.operand(3, "could not convert time_ns value into a unix timestamp");
        }
        requireTexts(1, request, List.of("method", "url"), "request parameters(s)");
        Value unsigned = config.get("disable_payload_signing");
        if (unsigned != null && !(unsigned instanceof BooleanValue)) {
            throw BuiltinException.operand(2, "invalid value for 'disable_payload_signing' in AWS config");
        }
        ObjectValue.Builder headers = headers(request).toBuilder();
        Map<String, String> added = signature(request, config, time.longValue(), BooleanValue.TRUE.equals(unsigned));
        added.forEach((name, value) -> headers.put(name, StringValue.of(value)));
        return request.with(StringValue.of("headers"), headers.build());
    }

    private static void requireTexts(int operand, ObjectValue object, List<String> names, String what) {
        SetValue.Builder missing = SetValue.builder();
        SetValue.Builder invalid = SetValue.builder();
        for (String name : names) {
            Value value = object.get(name);
            if (value == null) {
                missing.add(StringValue.of(name));
            } else if (!(value instanceof StringValue)) {
                invalid.add(StringValue.of(name));
            }
        }
        if (missing.size() > 0) {
            throw BuiltinException.operand(operand, "missing required " + what + ": " + missing.build());
        }
        if (invalid.size() > 0) {
            throw BuiltinException.operand(operand, "invalid values for required " + what + ": " + invalid.build());
        }
    }

    private static ObjectValue headers(ObjectValue request) {
        return switch (request.get("headers")) {
            case null -> ObjectValue.EMPTY;
            case ObjectValue headers -> headers;
            default -> throw BuiltinException.operand(0, "must be object but got another type");
        };
    }

    private static String text(ObjectValue object, String name) {
        return object.get(name) instanceof StringValue text ? text.text() : "";
    }

    private static String body(ObjectValue request) {
        if (request.get("raw_body") != null) {
            return text(request, "raw_body");
        }
        Value body = request.get("body");
        return body == null ? "" : JsonWriter.compact().htmlSafe().write(body);
    }

    private static String sha256(String content) {
        return HexFormat.of().formatHex(DigestBuiltins.digest("SHA-256", content.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mac(byte[] key, String content) {
        return DigestBuiltins.mac("HmacSHA256", key, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> signature(
            ObjectValue request, ObjectValue config, long nanos, boolean unsignedPayload) {
        Instant time = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_A_SECOND));
        String second = SECOND.format(time.atOffset(ZoneOffset.UTC));
        String contentHash = unsignedPayload ? "UNSIGNED-PAYLOAD" : sha256(body(request));
        Uri uri = Uri.parse(text(request, "url"));
        Map<String, String> added = awsHeaders(config, uri, second, contentHash);
        Map<String, String> signed = signedHeaders(request, added);
        String names = String.join(";", signed.keySet());
        StringBuilder canonical = new StringBuilder(text(request, "method")).append('\n');
        canonical.append(uri.rawPath()).append('\n').append(uri.rawQuery()).append('\n');
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        canonical.append('\n').append(names).append('\n').append(contentHash);
        added.put("Authorization", authorization(config, time, second, names, canonical.toString()));
        return added;
    }

    private static Map<String, String> awsHeaders(ObjectValue config, Uri uri, String second, String contentHash) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", uri.port().isEmpty() ? uri.hostname() : uri.hostname() + ":" + uri.port());
        headers.put("x-amz-date", second);
        String service = text(config, "aws_service");
        if (service.equals("s3") || service.equals("glacier")) {
            headers.put("x-amz-content-sha256", contentHash);
        }
        if (!text(config, "aws_session_token").isEmpty()) {
            headers.put("x-amz-security-token", text(config, "aws_session_token"));
        }
        return headers;
    }

    private static Map<String, String> signedHeaders(ObjectValue request, Map<String, String> added) {
        Map<String, String> signed = new TreeMap<>(added);
        ObjectValue headers = headers(request);
        for (int i = 0; i < headers.size(); i++) {
            String name = JsonWriter.keyText(headers.keyAt(i)).toLowerCase(Locale.ROOT);
            if (!UNSIGNED_HEADERS.contains(name)) {
                signed.put(name, headers.valueAt(i) instanceof StringValue text ? text.text() : "");
            }
        }
        return signed;
    }

    private static String authorization(
            ObjectValue config, Instant time, String second, String names, String canonical) {
        String day = DAY.format(time.atOffset(ZoneOffset.UTC));
        String region = text(config, "aws_region");
        String service = text(config, "aws_service");
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + second + "\n" + scope + "\n" + sha256(canonical);
        byte[] key = ("AWS4" + text(config, "aws_secret_access_key")).getBytes(StandardCharsets.UTF_8);
        List<String> steps = new ArrayList<>(List.of(day, region, service, "aws4_request"));
        for (String step : steps) {
            key = mac(key, step);
        }
        String signature = HexFormat.of().formatHex(mac(key, toSign));
        return "AWS4-HMAC-SHA256 Credential=" + text(config, "aws_access_key") + "/" + scope + ",SignedHeaders=" + names
                + ",Signature=" + signature;
    }
}
