package dev.agenticframework.rego.library.net;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.library.core.SetBuiltins;
import dev.agenticframework.rego.library.go.GoDuration;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `http.send`: disabled unless allowed by name, and limited to the named hosts, including redirects.
public final class HttpBuiltins {
    private static final String NAME = "http.send";
    private static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
    private static final int MAX_REDIRECTIONS = 10;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    private static final SetValue REQUIRED = texts("method", "url");
    private static final SetValue SUPPORTED = texts(
            "method",
            "url",
            "body",
            "raw_body",
            "headers",
            "enable_redirect",
            "force_json_decode",
            "force_yaml_decode",
            "timeout",
            "raise_error",
            "cache",
            "force_cache",
            "force_cache_duration_seconds",
            "caching_mode",
            "max_retry_attempts",
            "cache_ignored_headers");
    private static final SetValue UNSUPPORTED = texts(
            "tls_use_system_certs",
            "tls_ca_cert",
            "tls_ca_cert_file",
            "tls_ca_cert_env_variable",
            "tls_client_cert",
            "tls_client_cert_file",
            "tls_client_cert_env_variable",
            "tls_client_key",
            "tls_client_key_file",
            "tls_client_key_env_variable",
            "tls_insecure_skip_verify",
            "tls_server_name");
    private static final Set<String> METHODS_WITHOUT_BODY = Set.of("GET", "HEAD");

    private HttpBuiltins() {}

    private record RequestKey(ObjectValue request) {}

    public static void register(BuiltinTable table) {
        table.function(NAME, (context, operands) -> {
            ObjectValue request = Operands.object(operands, 0);
            check(request);
            return context.memo(new RequestKey(request), () -> sendOrReport(context, request));
        });
    }

    private static SetValue texts(String... names) {
        SetValue.Builder texts = SetValue.builder();
        for (String name : names) {
            texts.add(StringValue.of(name));
        }
        return texts.build();
    }

    private static void check(ObjectValue request) {
        SetValue.Builder keys = SetValue.builder();
        for (Value key : request.ascendingKeys()) {
            keys.add(key);
        }
        SetValue given = keys.build();
        SetValue unknown = SetBuiltins.difference(SetBuiltins.difference(given, SUPPORTED), UNSUPPORTED);
        if (unknown.size() > 0) {
            throw BuiltinException.operand(1, "invalid request parameters(s): " + unknown);
        }
        SetValue missing = SetBuiltins.difference(REQUIRED, given);
        if (missing.size() > 0) {
            throw BuiltinException.operand(1, "missing required request parameters(s): " + missing);
        }
        SetValue tls = SetBuiltins.intersection(given, UNSUPPORTED);
        if (tls.size() > 0) {
            throw BuiltinException.failure("request parameter(s) not supported: " + tls);
        }
    }

    private static Value sendOrReport(BuiltinContext context, ObjectValue request) {
        boolean raise = !(request.get("raise_error") instanceof BooleanValue flag) || flag.value();
        try {
            return send(context, request);
        } catch (BuiltinException failure) {
            if (raise) {
                throw failure;
            }
            return ObjectValue.builder()
                    .put("status_code", NumberValue.ZERO)
                    .put(
                            "error",
                            ObjectValue.builder()
                                    .put("code", StringValue.of("eval_http_send_network_error"))
                                    .put("message", StringValue.of(failure.text()))
                                    .build())
                    .build();
        }
    }

    private static Value send(BuiltinContext context, ObjectValue request) {
        boolean redirects = request.get("enable_redirect") instanceof BooleanValue flag && flag.value();
        URI target = uri(text(request, "url"));
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout(request))
                .build()) {
            for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
                context.network().require(NAME, String.valueOf(target.getHost()));
                HttpResponse<InputStream> response =
                        client.send(build(request, target), HttpResponse.BodyHandlers.ofInputStream());
                String location = response.headers().firstValue("location").orElse("");
                if (!redirects || response.statusCode() / 100 != 3 || location.isEmpty()) {
                    return result(request, response);
                }
                response.body().close();
                target = target.resolve(location);
            }
            throw BuiltinException.failure("more than " + MAX_REDIRECTIONS + " redirects");
        } catch (IOException failed) {
            throw BuiltinException.failure("request to " + target.getHost() + " failed: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BuiltinException.failure("request was interrupted");
        }
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException invalid) {
            throw BuiltinException.failure("parse " + StringValue.of(text) + ": invalid URL");
        }
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw BuiltinException.failure(
                    "unsupported protocol scheme " + StringValue.of(String.valueOf(uri.getScheme())));
        }
        return uri;
    }

    private static String text(ObjectValue request, String name) {
        if (request.get(name) instanceof StringValue text) {
            return text.text();
        }
        throw BuiltinException.failure("request parameter " + name + " must be a string");
    }

    private static Duration timeout(ObjectValue request) {
        Duration asked = switch (request.get("timeout")) {
            case StringValue text -> Duration.ofNanos(GoDuration.parseNanos(text.text()));
            case NumberValue number -> Duration.ofNanos(number.longValue());
            case null, default -> DEFAULT_TIMEOUT;
        };
        return asked.isPositive() && asked.compareTo(MAX_TIMEOUT) < 0 ? asked : MAX_TIMEOUT;
    }

    private static HttpRequest build(ObjectValue request, URI target) {
        String method = text(request, "method").toUpperCase(Locale.ROOT);
        HttpRequest.Builder builder = HttpRequest.newBuilder(target).timeout(timeout(request));
        Value body = request.get("body");
        String content = request.get("raw_body") instanceof StringValue raw
                ? raw.text()
                : body == null ? "" : JsonText.write(body);
        builder.method(
                method,
                content.isEmpty() && METHODS_WITHOUT_BODY.contains(method)
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(content));
        if (request.get("headers") instanceof ObjectValue headers) {
            for (int i = 0; i < headers.size(); i++) {
                header(builder, JsonWriter.keyText(headers.keyAt(i)), JsonWriter.keyText(headers.valueAt(i)));
            }
        }
        return builder.build();
    }

    private static void header(HttpRequest.Builder builder, String name, String value) {
        try {
            builder.setHeader(name, value);
        } catch (IllegalArgumentException restricted) {
            throw BuiltinException.failure("header " + name + " cannot be set");
        }
    }

    private static Value result(ObjectValue request, HttpResponse<InputStream> response) throws IOException {
        byte[] content;
        try (InputStream body = response.body()) {
            content = body.readNBytes(MAX_RESPONSE_BYTES + 1);
        }
        if (content.length > MAX_RESPONSE_BYTES) {
            throw BuiltinException.failure("response has more than " + MAX_RESPONSE_BYTES + " bytes");
        }
        String raw = new String(content, StandardCharsets.UTF_8);
        ObjectValue.Builder headers = ObjectValue.builder();
        response.headers().map().forEach((name, values) -> {
            List<Value> texts = new ArrayList<>();
            values.forEach(value -> texts.add(StringValue.of(value)));
            headers.put(name.toLowerCase(Locale.ROOT), ArrayValue.of(texts));
        });
        return ObjectValue.builder()
                .put("status_code", NumberValue.of(response.statusCode()))
                .put("status", StringValue.of(String.valueOf(response.statusCode())))
                .put("headers", headers.build())
                .put("raw_body", StringValue.of(raw))
                .put("body", decoded(request, response, raw))
                .build();
    }

    private static Value decoded(ObjectValue request, HttpResponse<InputStream> response, String raw) {
        String type = response.headers().firstValue("content-type").orElse("");
        try {
            if (isSet(request, "force_json_decode") || type.contains("json")) {
                return JsonText.parse(raw);
            }
            if (isSet(request, "force_yaml_decode") || type.contains("yaml")) {
                return YamlText.parse(raw);
            }
        } catch (JsonText.InvalidJson | YamlText.InvalidYaml undecodable) {
            return NullValue.NULL;
        }
        return NullValue.NULL;
    }

    private static boolean isSet(ObjectValue request, String name) {
        return request.get(name) instanceof BooleanValue flag && flag.value();
    }
}
